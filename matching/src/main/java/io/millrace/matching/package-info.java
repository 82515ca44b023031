/** Scores how much two profiles are worth to each other (ISMC): pure functions, no I/O. */
@NullMarked
package io.millrace.matching;

import org.jspecify.annotations.NullMarked;
