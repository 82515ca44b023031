/** Decides what a changed row needs, has it computed, and emits the row's results together. */
@NullMarked
package io.millrace.topology.enrich;

import org.jspecify.annotations.NullMarked;
