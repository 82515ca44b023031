/** The list of what could not be done, and how it is tried again. */
@NullMarked
package io.millrace.app.failures;

import org.jspecify.annotations.NullMarked;
