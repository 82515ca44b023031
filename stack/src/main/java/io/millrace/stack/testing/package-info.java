/** Real parts for integration tests. */
@NullMarked
package io.millrace.stack.testing;

import org.jspecify.annotations.NullMarked;
