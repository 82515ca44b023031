@NullMarked
package io.millrace.app.pause;

import org.jspecify.annotations.NullMarked;
