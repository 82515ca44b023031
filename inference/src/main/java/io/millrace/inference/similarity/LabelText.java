package io.millrace.inference.similarity;

/**
 * A text to learn from.
 *
 * @param text what it says
 * @param index of the class that it belongs to, from 0
 */
record LabelText(String text, int index) {}
