package io.millrace.app.it;

import io.millrace.plan.EnrichmentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a host application does to profiles and matches, chosen at random: the same seed gives the
 * same changes, whatever became of them. Not threadsafe.
 */
final class Workload {
  private static final int REPEATS = 6;
  private static final int MATCHES_A_PROFILE = 2;

  private final long seed;
  private final int size;
  private final TaskInputs inputs;
  private final Random random;
  private final ProfileChanges profiles;
  private final MatchChanges matches;
  private int reloads;

  /**
   * @param size number of profiles at most
   */
  Workload(long seed, int size, EnrichmentPlan plan) {
    this.seed = seed;
    this.size = size;
    this.inputs = new TaskInputs(plan.table("profiles").tasks());
    this.random = new Random(seed);
    profiles = profiles(random, name());
    matches = matches(random, profiles);
  }

  private String name() {
    return "workload " + seed;
  }

  private ProfileChanges profiles(Random choice, String texts) {
    return new ProfileChanges(choice, name(), size, new HostTexts(choice, texts), inputs);
  }

  private MatchChanges matches(Random choice, ProfileChanges of) {
    return new MatchChanges(choice, name(), size * MATCHES_A_PROFILE, of);
  }

  /** The host's own memory, and all profiles and matches in one transaction. */
  HostChange first() {
    return new HostChange(
        ChangeKind.INSERT_PROFILE,
        List.of(
            HostTransaction.of(
                HostStatement.of("create schema if not exists host", 0),
                HostStatement.of(
                    "create table if not exists host.objects"
                        + " as select 0 as number, p.* from profiles p limit 0",
                    0),
                HostStatement.of(
                    "create unique index if not exists objects_number on host.objects (number)",
                    0)),
            all(profiles, matches)));
  }

  /** Empties the tables and fills them again; draws nothing from what {@link #next} draws from. */
  HostChange reload() {
    reloads++;
    Random choice = new Random(seed + reloads);
    ProfileChanges again = profiles(choice, name() + " load " + reloads);
    return new HostChange(
        ChangeKind.REPLACE_PROFILE,
        List.of(
            HostTransaction.of(HostStatement.of("truncate profiles, matches", 0)),
            all(again, matches(choice, again))));
  }

  private HostTransaction all(ProfileChanges profile, MatchChanges match) {
    List<HostStatement> statements = new ArrayList<>();
    for (int number = 0; number < size; number++) {
      statements.add(profile.insert(number));
    }
    for (int number = 0; number < match.size(); number++) {
      statements.add(match.insert(number));
    }
    return new HostTransaction(statements, false);
  }

  HostChange next() {
    ChangeKind kind = ChangeKind.choose(random);
    return new HostChange(kind, transactions(kind, profiles.any()));
  }

  private List<HostTransaction> transactions(ChangeKind kind, int profile) {
    return switch (kind) {
      case EDIT_ONE_FIELD_REPEATEDLY -> repeatedly(profile, profiles.anyText());
      case EDIT_AND_TAKE_BACK -> takenBack(profile);
      default -> List.of(transaction(kind, profile));
    };
  }

  private List<HostTransaction> repeatedly(int profile, String column) {
    List<HostTransaction> edits = new ArrayList<>();
    for (int count = 2 + random.nextInt(REPEATS); count > 0; count--) {
      edits.add(HostTransaction.of(profiles.edit(profile, column)));
    }
    return edits;
  }

  /** The host loads the object, changes a field, and saves the object as it was. */
  private List<HostTransaction> takenBack(int profile) {
    return List.of(
        HostTransaction.of(profiles.load(profile)),
        HostTransaction.of(profiles.edit(profile, profiles.anyText())),
        HostTransaction.of(profiles.saveStale(profile), profiles.forget(profile)));
  }

  private HostTransaction transaction(ChangeKind kind, int profile) {
    return switch (kind) {
      case EDIT_MANY_FIELDS -> HostTransaction.of(profiles.editAll(profile));
      case COPY_ANOTHER_ROWS_TEXT ->
          HostTransaction.of(profiles.copy(profiles.any(), profile, profiles.anyText()));
      case SAVE_WITHOUT_A_CHANGE ->
          HostTransaction.of(profiles.assign(profile, "offering = offering, bio = bio"));
      case EDIT_OTHER_COLUMNS ->
          HostTransaction.of(profiles.assign(profile, "updated_at = now(), name = name || '.'"));
      case EDIT_SCORING_INPUTS ->
          HostTransaction.of(profiles.assign(profile, "list_size = coalesce(list_size, 0) + 1000"));
      case BLANK_A_FIELD -> HostTransaction.of(profiles.blank(profile, profiles.anyText()));
      case EDIT_MANY_ROWS -> HostTransaction.of(profiles.editMany(profiles.anyText()));
      case ROLL_BACK ->
          HostTransaction.of(profiles.editAll(profile), profiles.delete(profiles.any()))
              .rolledBack();
      case LOAD_OBJECT -> HostTransaction.of(profiles.load(profile));
      case SAVE_STALE_OBJECT ->
          HostTransaction.of(profiles.saveStale(profile), profiles.forget(profile));
      case DELETE_PROFILE, INSERT_PROFILE, REPLACE_PROFILE, CHANGE_KEY -> ofKeys(kind, profile);
      case INSERT_MATCH -> HostTransaction.of(matches.insert());
      case DELETE_MATCH -> HostTransaction.of(matches.delete());
      case REPOINT_MATCH -> HostTransaction.of(matches.repoint());
      case TURN_MATCH_AROUND -> HostTransaction.of(matches.turnAround());
      case LOSE_A_SIDE -> HostTransaction.of(matches.loseASide());
      default -> HostTransaction.of(profiles.edit(profile, profiles.anyText()));
    };
  }

  private HostTransaction ofKeys(ChangeKind kind, int profile) {
    return switch (kind) {
      case DELETE_PROFILE -> HostTransaction.of(profiles.delete(profile));
      case REPLACE_PROFILE ->
          HostTransaction.of(profiles.delete(profile), profiles.insert(profile));
      case CHANGE_KEY -> HostTransaction.of(matches.deleteOf(profile), profiles.changeKey(profile));
      default -> HostTransaction.of(profiles.insert(profile));
    };
  }
}
