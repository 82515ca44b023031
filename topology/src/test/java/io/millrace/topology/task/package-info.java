/** Tests of tasks by themselves. */
@NullMarked
package io.millrace.topology.task;

import org.jspecify.annotations.NullMarked;
