/** Operating system processes that outlive the command which started them. */
@NullMarked
package io.millrace.stack.process;

import org.jspecify.annotations.NullMarked;
