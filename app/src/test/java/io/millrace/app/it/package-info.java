/** Tests of the whole pipeline on the real local stack, and the kit that they share. */
@NullMarked
package io.millrace.app.it;

import org.jspecify.annotations.NullMarked;
