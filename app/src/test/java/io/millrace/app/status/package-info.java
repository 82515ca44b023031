/** Tests of the package of the same name. */
@NullMarked
package io.millrace.app.status;

import org.jspecify.annotations.NullMarked;
