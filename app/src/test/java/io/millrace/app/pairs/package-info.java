/** Tests of what labelled pairs tell. */
@NullMarked
package io.millrace.app.pairs;

import org.jspecify.annotations.NullMarked;
