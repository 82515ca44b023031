/** Accuracy of classify and extract tasks against labelled rows: reading, counting, reporting. */
@NullMarked
package io.millrace.app.evaluate;

import org.jspecify.annotations.NullMarked;
