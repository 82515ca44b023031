package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Profiles and matches of one test class, told from those of others by their keys and texts.
 *
 * <p>The profiles stand in a ring; each is matched with the next and with the one seven further, so
 * that each has four matches. Those whose number ends in 9 seek nothing, in 8 offer blanks, in 7
 * tell nothing of themselves.
 *
 * @param size number of profiles, a multiple of 10 from 20
 */
record Community(String name, int size) {
  private static final int FAR = 7;
  private static final List<String> TRADES =
      List.of(
          "leadership coaching for executives",
          "email marketing for small shops",
          "yoga and breathing for tired parents",
          "bookkeeping for craftsmen",
          "podcast production",
          "grief counselling",
          "public speaking for engineers",
          "organic gardening courses",
          "retirement planning",
          "wedding photography",
          "language lessons for travellers");

  private static final List<String> TIERS = List.of("emerging", "established", "premium");

  /** The key of a profile; numbers beyond the size begin again. */
  UUID profile(int number) {
    return key("profile", Math.floorMod(number, size));
  }

  /** The key of the match of a profile with the next one. */
  UUID near(int number) {
    return key("near", Math.floorMod(number, size));
  }

  /** The key of the match of a profile with the one seven further. */
  UUID far(int number) {
    return key("far", Math.floorMod(number, size));
  }

  /** All matches of a profile, whichever side it is on. */
  List<UUID> matchesOf(int number) {
    return List.of(near(number), far(number), near(number - 1), far(number - FAR));
  }

  /** Number of matches. */
  int matches() {
    return 2 * size;
  }

  private UUID key(String kind, int number) {
    return UUID.nameUUIDFromBytes((name + " " + kind + " " + number).getBytes(UTF_8));
  }

  void insert(Tables tables) throws SQLException {
    for (int number = 0; number < size; number++) {
      insertProfile(tables, number);
    }
    for (int number = 0; number < size; number++) {
      insertMatches(tables, number);
    }
  }

  void insertProfile(Tables tables, int number) throws SQLException {
    tables.execute(
        "insert into profiles (id, name, seeking, offering, who_you_serve, what_you_do,"
            + " revenue_tier, content_platforms, list_size, bio, social_proof)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)",
        profile(number),
        "Member " + number,
        number % 10 == 9 ? null : text("Looking for partners in", number, 1),
        number % 10 == 8 ? " \t " : text("I offer", number, 2),
        text("People who need", number, 3),
        text("Every day I do", number, 4),
        TIERS.get(number % TIERS.size()),
        number % 2 == 0 ? "[\"podcast\", \"email\"]" : "[\"email\"]",
        number * 100,
        number % 10 == 7 ? null : text("I have told stories about", number, 5),
        number % 10 == 7
            ? null
            : "Featured in Forbes. TEDx speaker. Member " + number + " of " + name);
  }

  void insertMatches(Tables tables, int number) throws SQLException {
    insertMatch(tables, near(number), number, number + 1);
    insertMatch(tables, far(number), number, number + FAR);
  }

  private void insertMatch(Tables tables, UUID key, int a, int b) throws SQLException {
    tables.execute(
        "insert into matches (id, profile_id, suggested_profile_id, match_score, status)"
            + " values (?, ?, ?, ?, 'suggested')",
        key,
        profile(a),
        profile(b),
        a + 0.5);
  }

  private @Nullable String text(String beginning, int number, int step) {
    String trade = TRADES.get((number * step + step) % TRADES.size());
    return beginning + " " + trade + ", " + name + " circle " + number;
  }
}
