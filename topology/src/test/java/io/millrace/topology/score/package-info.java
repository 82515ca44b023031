/** Tests of scoring. */
@NullMarked
package io.millrace.topology.score;

import org.jspecify.annotations.NullMarked;
