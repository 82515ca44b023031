/** Puts the local stack and the pipeline on it together. */
@NullMarked
package io.millrace.app.local;

import org.jspecify.annotations.NullMarked;
