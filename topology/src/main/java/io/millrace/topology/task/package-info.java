/** Tasks of a plan as something that can be run: a row's texts in, a column's value out. */
@NullMarked
package io.millrace.topology.task;

import org.jspecify.annotations.NullMarked;
