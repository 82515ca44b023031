/** The command line: one class a command, which reads options and prints results. */
@NullMarked
package io.millrace.app.command;

import org.jspecify.annotations.NullMarked;
