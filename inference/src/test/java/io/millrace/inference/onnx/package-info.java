@NullMarked
package io.millrace.inference.onnx;

import org.jspecify.annotations.NullMarked;
