/** Looks at every part and says what to do about each fault. */
@NullMarked
package io.millrace.app.doctor;

import org.jspecify.annotations.NullMarked;
