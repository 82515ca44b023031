/** Tests of adopting vectors without a database or a broker. */
@NullMarked
package io.millrace.app.adopt;

import org.jspecify.annotations.NullMarked;
