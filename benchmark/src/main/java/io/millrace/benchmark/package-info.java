/** Benchmarks that print the figures which the README claims. */
@NullMarked
package io.millrace.benchmark;

import org.jspecify.annotations.NullMarked;
