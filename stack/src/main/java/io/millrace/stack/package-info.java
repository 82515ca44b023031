/** The local stack: which parts there are, how they are started, and where they can be reached. */
@NullMarked
package io.millrace.stack;

import org.jspecify.annotations.NullMarked;
