/** Finds the rows whose vectors are nearest to a text or to a row. */
@NullMarked
package io.millrace.app.search;

import org.jspecify.annotations.NullMarked;
