/** Tests of the sample data. */
@NullMarked
package io.millrace.app.sample;

import org.jspecify.annotations.NullMarked;
