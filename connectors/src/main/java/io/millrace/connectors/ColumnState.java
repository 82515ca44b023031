package io.millrace.connectors;

/**
 * A column as the catalog has it.
 *
 * @param name as the catalog spells it
 * @param baseType the type's plain name, of a domain that of its base: {@code text}, {@code vector}
 * @param modifier the type's modifier; for a vector its dimensions; -1: none
 * @param type the type as SQL writes it, for messages
 * @param generated whether the database computes it
 */
record ColumnState(String name, String baseType, int modifier, String type, boolean generated) {}
