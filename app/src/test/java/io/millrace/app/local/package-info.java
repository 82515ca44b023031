/** Tests of the package of the same name. */
@NullMarked
package io.millrace.app.local;

import org.jspecify.annotations.NullMarked;
