/**
 * A model server for tests: it speaks as Hugging Face, TEI and OpenAI do, answers the same text
 * always alike, and misbehaves when told.
 */
@NullMarked
package io.millrace.modelserver;

import org.jspecify.annotations.NullMarked;
