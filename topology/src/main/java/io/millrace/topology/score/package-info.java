/** Finds the matches of changed profiles and scores them once they have settled. */
@NullMarked
package io.millrace.topology.score;

import org.jspecify.annotations.NullMarked;
