/** What labelled pairs of texts tell of models and of scoring. */
@NullMarked
package io.millrace.app.pairs;

import org.jspecify.annotations.NullMarked;
