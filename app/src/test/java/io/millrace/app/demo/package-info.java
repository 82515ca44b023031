/** Tests of the package of the same name. */
@NullMarked
package io.millrace.app.demo;

import org.jspecify.annotations.NullMarked;
