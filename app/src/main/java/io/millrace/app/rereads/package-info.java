/** Has rows read again from their tables: the way of every retry and repair. */
@NullMarked
package io.millrace.app.rereads;

import org.jspecify.annotations.NullMarked;
