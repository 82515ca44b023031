/** Tests of the failure list. */
@NullMarked
package io.millrace.app.failures;

import org.jspecify.annotations.NullMarked;
