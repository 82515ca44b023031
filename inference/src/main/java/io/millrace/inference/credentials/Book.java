package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/**
 * A book that the person wrote.
 *
 * @param title as written in the text, never blank
 * @param year of publication, 1900 to 2099; null if the text does not state it
 */
public record Book(String title, @Nullable Integer year) {}
