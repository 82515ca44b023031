/** Tests of how rows are assembled. */
@NullMarked
package io.millrace.topology.rows;

import org.jspecify.annotations.NullMarked;
