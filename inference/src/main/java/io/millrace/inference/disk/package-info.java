/** Answers of models kept on disk, so that a restart or a replay does not pay for them again. */
@NullMarked
package io.millrace.inference.disk;

import org.jspecify.annotations.NullMarked;
