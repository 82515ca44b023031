/** Tests of the package of the same name. */
@NullMarked
package io.millrace.app.command;

import org.jspecify.annotations.NullMarked;
