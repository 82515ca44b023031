/** The demonstration: sample data in, enriched rows and scores out. */
@NullMarked
package io.millrace.app.demo;

import org.jspecify.annotations.NullMarked;
