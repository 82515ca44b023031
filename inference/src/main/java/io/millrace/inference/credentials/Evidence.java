package io.millrace.inference.credentials;

/**
 * Where in the row an item was read: offsets only, no text.
 *
 * @param kind of the item
 * @param index of the item in the list of its kind, from 0
 * @param column that the span is in
 * @param start of the span in the raw text, in code points, from 0
 * @param end of the span, exclusive
 */
public record Evidence(CredentialKind kind, int index, String column, int start, int end) {}
