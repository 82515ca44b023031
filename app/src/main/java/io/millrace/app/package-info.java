/** The millrace command. */
@NullMarked
package io.millrace.app;

import org.jspecify.annotations.NullMarked;
