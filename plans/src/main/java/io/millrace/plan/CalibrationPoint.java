package io.millrace.plan;

/**
 * A point of the curve from cosine to score, which is linear between points and flat outside.
 *
 * @param cosine -1 to 1
 * @param score 0 to 10
 */
public record CalibrationPoint(double cosine, double score) {}
