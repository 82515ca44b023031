/** What stored matches tell of scoring: distributions, coverage, and what vectors change. */
@NullMarked
package io.millrace.app.report;

import org.jspecify.annotations.NullMarked;
