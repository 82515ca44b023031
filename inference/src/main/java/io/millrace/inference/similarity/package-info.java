/**
 * Classification without a key: a row's texts are compared with the texts of each label, by meaning
 * (an embedding model), by words and letters, and by keywords.
 */
@NullMarked
package io.millrace.inference.similarity;

import org.jspecify.annotations.NullMarked;
