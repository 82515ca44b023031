@NullMarked
package io.millrace.app.replay;

import org.jspecify.annotations.NullMarked;
