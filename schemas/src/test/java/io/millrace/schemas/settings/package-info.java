/** Tests of the description of settings. */
@NullMarked
package io.millrace.schemas.settings;

import org.jspecify.annotations.NullMarked;
