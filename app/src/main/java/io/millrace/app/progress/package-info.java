/** How far each stage of the pipeline has come: the ground of {@code wait} and {@code lag}. */
@NullMarked
package io.millrace.app.progress;

import org.jspecify.annotations.NullMarked;
