@NullMarked
package io.millrace.inference.similarity;

import org.jspecify.annotations.NullMarked;
