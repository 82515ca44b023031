/** Kafka Connect sink that writes results into the PostgreSQL rows they belong to, fenced. */
@NullMarked
package io.millrace.sink;

import org.jspecify.annotations.NullMarked;
