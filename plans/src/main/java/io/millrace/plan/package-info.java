/** Enrichment plans: what is read, what is computed, where it goes, and the check of all that. */
@NullMarked
package io.millrace.plan;

import org.jspecify.annotations.NullMarked;
