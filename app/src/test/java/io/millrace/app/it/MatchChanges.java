package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.UUID;

/** Statements on matches; the old score follows from the key, so that a change of it shows. */
final class MatchChanges {
  /** The old score of a match by its key. */
  static final String OLD_SCORE = "('x' || left(md5(%s::text), 4))::bit(16)::int / 10.0";

  private static final String SOME = "(select id from profiles where id in (?, ?))";

  private final Random random;
  private final String name;
  private final int size;
  private final ProfileChanges profiles;

  /**
   * @param size number of matches at most
   */
  MatchChanges(Random random, String name, int size, ProfileChanges profiles) {
    this.random = random;
    this.name = name;
    this.size = size;
    this.profiles = profiles;
  }

  int size() {
    return size;
  }

  private UUID any() {
    return key(random.nextInt(size));
  }

  private UUID key(int match) {
    return UUID.nameUUIDFromBytes((name + " match " + match).getBytes(UTF_8));
  }

  HostStatement insert() {
    return insert(any());
  }

  HostStatement insert(int match) {
    return insert(key(match));
  }

  private HostStatement insert(UUID key) {
    int a = profiles.any();
    int b = profiles.any();
    return HostStatement.of(
        "insert into matches (id, profile_id, suggested_profile_id, match_score, status)"
            + " select ?, %s, %s, %s, 'suggested' on conflict do nothing"
                .formatted(SOME, SOME, OLD_SCORE.formatted("?")),
        0,
        key,
        profiles.key(a, 0),
        profiles.key(a, 1),
        profiles.key(b, 0),
        profiles.key(b, 1),
        key);
  }

  HostStatement delete() {
    return HostStatement.of("delete from matches where id = ?", 0, any());
  }

  HostStatement deleteOf(int profile) {
    UUID one = profiles.key(profile, 0);
    UUID other = profiles.key(profile, 1);
    return HostStatement.of(
        "delete from matches where profile_id in (?, ?) or suggested_profile_id in (?, ?)",
        0,
        one,
        other,
        one,
        other);
  }

  HostStatement repoint() {
    int profile = profiles.any();
    String side = random.nextBoolean() ? "profile_id" : "suggested_profile_id";
    return HostStatement.of(
        "update matches set " + side + " = " + SOME + " where id = ?",
        0,
        profiles.key(profile, 0),
        profiles.key(profile, 1),
        any());
  }

  HostStatement turnAround() {
    return HostStatement.of(
        "update matches set profile_id = suggested_profile_id, suggested_profile_id = profile_id"
            + " where id = ?",
        0,
        any());
  }

  HostStatement loseASide() {
    return HostStatement.of("update matches set profile_id = null where id = ?", 0, any());
  }
}
