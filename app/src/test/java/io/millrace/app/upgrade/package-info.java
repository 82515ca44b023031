/** Tests of the package of the same name. */
@NullMarked
package io.millrace.app.upgrade;

import org.jspecify.annotations.NullMarked;
