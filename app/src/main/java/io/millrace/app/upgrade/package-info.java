/** Computes another generation of results beside the running one, and switches to it and back. */
@NullMarked
package io.millrace.app.upgrade;

import org.jspecify.annotations.NullMarked;
