package io.millrace.inference.similarity;

/**
 * The three kinds of evidence.
 *
 * @param meaning from embeddings
 * @param words from words and runs of letters
 * @param keywords from the labels' keywords
 */
record Evidence(MeaningEvidence meaning, WordEvidence words, KeywordIndex keywords) {}
