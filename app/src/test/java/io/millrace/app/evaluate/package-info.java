@NullMarked
package io.millrace.app.evaluate;

import org.jspecify.annotations.NullMarked;
