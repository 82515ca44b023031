/** Tests of what the running applications tell of themselves. */
@NullMarked
package io.millrace.app.run;

import org.jspecify.annotations.NullMarked;
