package io.millrace.app.it;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a host application does to its tables, and how often. */
enum ChangeKind {
  EDIT_ONE_FIELD(30),
  EDIT_ONE_FIELD_REPEATEDLY(8),
  EDIT_MANY_FIELDS(8),
  EDIT_AND_TAKE_BACK(4),
  COPY_ANOTHER_ROWS_TEXT(4),
  SAVE_WITHOUT_A_CHANGE(5),
  EDIT_OTHER_COLUMNS(6),
  EDIT_SCORING_INPUTS(5),
  BLANK_A_FIELD(7),
  DELETE_PROFILE(3),
  INSERT_PROFILE(6),
  REPLACE_PROFILE(2),
  CHANGE_KEY(2),
  EDIT_MANY_ROWS(2),
  ROLL_BACK(4),
  LOAD_OBJECT(6),
  SAVE_STALE_OBJECT(4),
  INSERT_MATCH(7),
  DELETE_MATCH(3),
  REPOINT_MATCH(5),
  TURN_MATCH_AROUND(2),
  LOSE_A_SIDE(1);

  private static final List<ChangeKind> BY_WEIGHT =
      Arrays.stream(values())
          .flatMap(kind -> java.util.Collections.nCopies(kind.weight, kind).stream())
          .toList();

  private final int weight;

  ChangeKind(int weight) {
    this.weight = weight;
  }

  static ChangeKind choose(Random random) {
    return BY_WEIGHT.get(random.nextInt(BY_WEIGHT.size()));
  }
}
