/** Models that somebody else serves over HTTP: Hugging Face, TEI, and what speaks as OpenAI. */
@NullMarked
package io.millrace.inference.remote;

import org.jspecify.annotations.NullMarked;
