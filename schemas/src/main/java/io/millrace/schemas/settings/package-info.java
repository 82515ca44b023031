/** Describes settings in one form, whichever room they belong to. */
@NullMarked
package io.millrace.schemas.settings;

import org.jspecify.annotations.NullMarked;
