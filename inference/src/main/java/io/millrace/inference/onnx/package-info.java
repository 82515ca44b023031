/** Embedding inside this process with ONNX Runtime, from weights on the class path, offline. */
@NullMarked
package io.millrace.inference.onnx;

import org.jspecify.annotations.NullMarked;
