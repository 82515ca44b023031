package io.millrace.sink;

import static io.millrace.sink.Identifiers.quote;

import java.util.stream.Collectors;

/**
 * The statements about matches. Only the columns of {@link Scores}, the context and the time are
 * ever set; {@code match_score} belongs to the host.
 */
final class MatchSql {
  private static final String CONTEXT = "match_context";
  private static final String SCORED_AT = "scored_at";

  private final MatchTarget target;
  private final int generation;
  private final GenerationState state;
  private final String keyType;

  /**
   * @param keyType SQL type of the primary key
   */
  MatchSql(MatchTarget target, int generation, GenerationState state, String keyType) {
    this.target = target;
    this.generation = generation;
    this.state = state;
    this.keyType = keyType;
  }

  /** Locks rows in key order; parameter and columns as in {@link #read}. */
  String lock() {
    return read() + " for no key update";
  }

  /** Reads rows in key order. Parameter: text[] of keys. Columns: key, a, b, scores, context. */
  String read() {
    return "select %s::text, %s::text, %s::text, %s, %s::text\nfrom %s t where %s = any (?::%s[])\norder by %s"
        .formatted(
            at(target.key()),
            at(target.a()),
            at(target.b()),
            Scores.COLUMNS.stream().map(name -> at(own(name))).collect(Collectors.joining(", ")),
            at(own(CONTEXT)),
            quote(target.schema(), target.table()),
            at(target.key()),
            keyType,
            at(target.key()));
  }

  /** Writes scores. Parameters: the scores, context, key, a, b, version as a JSON array. */
  String update() {
    String context = at(own(CONTEXT));
    return "update %s t set\n  %s, %s = ?::jsonb, %s = clock_timestamp()\nwhere %s = ?::%s and %s::text is not distinct from ? and %s::text is not distinct from ?\nand (jsonb_typeof(%s -> 'version') is distinct from 'array' or %s -> 'version' < ?::jsonb)"
        .formatted(
            quote(target.schema(), target.table()),
            Scores.COLUMNS.stream()
                .map(name -> quote(own(name)) + " = ?")
                .collect(Collectors.joining(", ")),
            quote(own(CONTEXT)),
            quote(own(SCORED_AT)),
            at(target.key()),
            keyType,
            at(target.a()),
            at(target.b()),
            context,
            context);
  }

  private String own(String plain) {
    return state.column(plain, generation);
  }

  private static String at(String column) {
    return "t." + quote(column);
  }
}
