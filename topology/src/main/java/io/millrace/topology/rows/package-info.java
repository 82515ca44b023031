/** Assembles whole rows out of Debezium's change events. */
@NullMarked
package io.millrace.topology.rows;

import org.jspecify.annotations.NullMarked;
