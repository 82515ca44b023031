package io.millrace.plan;

/**
 * One class that a classification may choose.
 *
 * @param name what is stored
 * @param description one sentence that a model compares a text with
 */
public record Label(String name, String description) {}
