/** Tests of what stored matches tell. */
@NullMarked
package io.millrace.app.report;

import org.jspecify.annotations.NullMarked;
