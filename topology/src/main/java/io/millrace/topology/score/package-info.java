/** Joins matches with the features of their profiles and scores them once they have settled. */
@NullMarked
package io.millrace.topology.score;

import org.jspecify.annotations.NullMarked;
