package io.millrace.inference.onnx;

/**
 * What the model says of one word.
 *
 * @param start its first code point in the text
 * @param end the code point after its last
 * @param label position of the most probable one
 * @param confidence in it, 0 to 1
 */
record TaggedWord(int start, int end, int label, double confidence) {}
