/** Compares what is stored with the rows that it came from. */
@NullMarked
package io.millrace.app.audit;

import org.jspecify.annotations.NullMarked;
