/** Has rows computed again from the topics that hold them. */
@NullMarked
package io.millrace.app.replay;

import org.jspecify.annotations.NullMarked;
