/** Tests of the package of the same name. */
@NullMarked
package io.millrace.app.progress;

import org.jspecify.annotations.NullMarked;
