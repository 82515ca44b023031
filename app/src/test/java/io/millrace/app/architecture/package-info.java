/** Rules of the house that no compiler checks. */
@NullMarked
package io.millrace.app.architecture;

import org.jspecify.annotations.NullMarked;
