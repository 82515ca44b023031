package io.millrace.inference.similarity;

/**
 * The kinds of evidence.
 *
 * @param meaning from embeddings
 * @param words from words and runs of letters
 * @param keywords the labels' keywords
 * @param keywordWeights what they are worth
 */
record Evidence(
    MeaningEvidence meaning,
    WordEvidence words,
    KeywordIndex keywords,
    KeywordWeights keywordWeights) {}
