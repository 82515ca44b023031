/** Tests of single steps of the enrichment. */
@NullMarked
package io.millrace.topology.enrich;

import org.jspecify.annotations.NullMarked;
