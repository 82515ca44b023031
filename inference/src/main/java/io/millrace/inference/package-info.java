/** What a model can do for a row, free of any provider's wire format, and the shared way to it. */
@NullMarked
package io.millrace.inference;

import org.jspecify.annotations.NullMarked;
