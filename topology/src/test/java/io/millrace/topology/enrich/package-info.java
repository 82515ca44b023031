/** Tests of enrichment. */
@NullMarked
package io.millrace.topology.enrich;

import org.jspecify.annotations.NullMarked;
