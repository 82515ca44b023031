/** PostgreSQL with pgvector: installed from public packages and run without root. */
@NullMarked
package io.millrace.stack.postgres;

import org.jspecify.annotations.NullMarked;
