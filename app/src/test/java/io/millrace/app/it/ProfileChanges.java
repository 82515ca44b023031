package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements on profiles. A profile has one of two keys, so that it can change its key and come
 * back under either; a statement does nothing where there is no such profile.
 */
final class ProfileChanges {
  /** What the host's users write. */
  static final List<String> TEXTS =
      List.of(
          "seeking",
          "offering",
          "who_you_serve",
          "what_you_do",
          "niche",
          "signature_programs",
          "bio",
          "social_proof");

  /** What looks blank and is not empty. */
  static final String SPACES = " \t\n ";

  private static final String ROW = " where id in (?, ?)";
  private static final List<@Nullable String> BLANKS = java.util.Arrays.asList("", null, SPACES);

  private final Random random;
  private final String name;
  private final int size;
  private final HostTexts texts;
  private final TaskInputs inputs;

  /**
   * @param name tells keys from those of other workloads
   * @param size number of profiles at most
   */
  ProfileChanges(Random random, String name, int size, HostTexts texts, TaskInputs inputs) {
    this.random = random;
    this.name = name;
    this.size = size;
    this.texts = texts;
    this.inputs = inputs;
  }

  /** Any of the profiles, whether it is there or not. */
  int any() {
    return random.nextInt(size);
  }

  UUID key(int profile, int variant) {
    return UUID.nameUUIDFromBytes((name + " profile " + profile + " " + variant).getBytes(UTF_8));
  }

  String anyText() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  HostStatement edit(int profile, String column) {
    return set(profile, column, texts.next(), inputs.reading(column));
  }

  HostStatement blank(int profile, String column) {
    String blank = BLANKS.get(random.nextInt(BLANKS.size()));
    return set(profile, column, blank, inputs.readingMoreThan(column));
  }

  private HostStatement set(int profile, String column, @Nullable String text, long asked) {
    return HostStatement.of(
        "update profiles set " + column + " = ?" + ROW,
        asked,
        text,
        key(profile, 0),
        key(profile, 1));
  }

  HostStatement editAll(int profile) {
    String columns =
        TEXTS.stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    List<@Nullable Object> parameters =
        TEXTS.stream().<@Nullable Object>map(column -> texts.next()).collect(Collectors.toList());
    parameters.add(key(profile, 0));
    parameters.add(key(profile, 1));
    return new HostStatement("update profiles set " + columns + ROW, inputs.all(), parameters);
  }

  HostStatement copy(int from, int into, String column) {
    return HostStatement.of(
        "update profiles set "
            + column
            + " = (select "
            + column
            + " from profiles"
            + ROW
            + ")"
            + ROW,
        inputs.reading(column),
        key(from, 0),
        key(from, 1),
        key(into, 0),
        key(into, 1));
  }

  /** Any assignments that ask no task. */
  HostStatement assign(int profile, String assignments) {
    return HostStatement.of(
        "update profiles set " + assignments + ROW, 0, key(profile, 0), key(profile, 1));
  }

  /** A sentence more in one field of a third of the profiles. */
  HostStatement editMany(String column) {
    String[] keys = new String[size / 3];
    for (int index = 0; index < keys.length; index++) {
      keys[index] = key(any(), 0).toString();
    }
    return HostStatement.of(
        "update profiles set "
            + column
            + " = left("
            + column
            + ", 300) || ? where id::text = any (?)",
        inputs.reading(column) * keys.length,
        " And " + texts.next(),
        keys);
  }

  HostStatement insert(int profile) {
    String columns = String.join(", ", TEXTS);
    String values = TEXTS.stream().map(column -> "?").collect(Collectors.joining(", "));
    List<@Nullable Object> parameters = new java.util.ArrayList<>();
    parameters.add(key(profile, random.nextInt(2)));
    TEXTS.forEach(column -> parameters.add(random.nextInt(8) == 0 ? null : texts.next()));
    parameters.add(key(profile, 0));
    parameters.add(key(profile, 1));
    return new HostStatement(
        "insert into profiles (id, name, revenue_tier, list_size, content_platforms, "
            + columns
            + ") select ?, 'a member', 'premium', 100, '[\"email\"]', "
            + values
            + " where not exists (select from profiles"
            + ROW
            + ")",
        inputs.all(),
        parameters);
  }

  HostStatement delete(int profile) {
    return HostStatement.of("delete from profiles" + ROW, 0, key(profile, 0), key(profile, 1));
  }

  /** The other key; matches of the profile must have gone before. */
  HostStatement changeKey(int profile) {
    UUID one = key(profile, 0);
    UUID other = key(profile, 1);
    return HostStatement.of(
        "update profiles set id = case when id = ? then ?::uuid else ?::uuid end" + ROW,
        inputs.all(),
        one,
        other,
        one,
        one,
        other);
  }

  /** Reads the profile into the host's memory, as an object of its mapper. */
  HostStatement load(int profile) {
    return HostStatement.of(
        "insert into host.objects select ?, p.* from profiles p"
            + ROW
            + " on conflict (number) do nothing",
        0,
        profile,
        key(profile, 0),
        key(profile, 1));
  }

  /** Saves that object: texts and metadata as they were, whatever has happened since. */
  HostStatement saveStale(int profile) {
    String columns =
        TEXTS.stream().map(column -> column + " = o." + column).collect(Collectors.joining(", "));
    return HostStatement.of(
        "update profiles p set "
            + columns
            + ", enrichment_metadata = o.enrichment_metadata"
            + " from host.objects o where o.number = ? and p.id in (?, ?)",
        inputs.all(),
        profile,
        key(profile, 0),
        key(profile, 1));
  }

  HostStatement forget(int profile) {
    return HostStatement.of("delete from host.objects where number = ?", 0, profile);
  }
}
