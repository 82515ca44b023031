package io.millrace.topology.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.schemas.store.MatchReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a partition, found by their own key or by either profile's.
 *
 * <p>The index has one small record for each match and side, under the profile's key with its
 * length before it, then the match's key: keys may hold any text, and no profile's records lie
 * among another's. Nothing grows with the number of matches of a profile. Single-threaded.
 */
final class MatchIndex {
  private static final byte[] PRESENT = {};
  private static final byte[] NOT_IN_TEXT = {(byte) 0xFF};

  private final KeyValueStore<String, MatchReference> references;
  private final KeyValueStore<Bytes, byte[]> index;

  MatchIndex(KeyValueStore<String, MatchReference> references, KeyValueStore<Bytes, byte[]> index) {
    this.references = references;
    this.index = index;
  }

  @Nullable MatchReference reference(String match) {
    return references.get(match);
  }

  /** Takes a match in, or points it elsewhere. */
  void put(String match, MatchReference after) {
    MatchReference before = references.get(match);
    if (before == null || !profiles(before).equals(profiles(after))) {
      if (before != null) {
        profiles(before).forEach(profile -> index.delete(entry(profile, match)));
      }
      profiles(after).forEach(profile -> index.put(entry(profile, match), PRESENT));
    }
    references.put(match, after);
  }

  /** Forgets a match. */
  void remove(String match) {
    MatchReference before = references.delete(match);
    if (before != null) {
      profiles(before).forEach(profile -> index.delete(entry(profile, match)));
    }
  }

  /**
   * Matches that name a profile, in the order of their keys' UTF-8 bytes.
   *
   * @param after the match after which to begin; null: at the first
   * @param limit at most so many, from 1
   */
  List<String> matchesOf(String profile, @Nullable String after, int limit) {
    byte[] prefix = prefix(profile);
    Bytes from = Bytes.wrap(after == null ? prefix : join(prefix, (after + '\0').getBytes(UTF_8)));
    List<String> matches = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        index.range(from, Bytes.wrap(join(prefix, NOT_IN_TEXT)))) {
      while (matches.size() < limit && entries.hasNext()) {
        byte[] entry = entries.next().key.get();
        matches.add(new String(entry, prefix.length, entry.length - prefix.length, UTF_8));
      }
    }
    return matches;
  }

  private static List<String> profiles(MatchReference match) {
    return Stream.of(match.getA(), match.getB())
        .flatMap(Stream::ofNullable)
        .distinct()
        .sorted()
        .toList();
  }

  private static Bytes entry(String profile, String match) {
    return Bytes.wrap(join(prefix(profile), match.getBytes(UTF_8)));
  }

  private static byte[] prefix(String profile) {
    byte[] key = profile.getBytes(UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + key.length).putInt(key.length).put(key).array();
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
