package io.millrace.inference.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Two maps, the newer being filled: when it holds half of what is allowed, the older one is
 * dropped. What is read from the older one moves to the newer, so that the answers in use stay.
 * Threadsafe.
 */
final class Shelves {
  private static final String STATE = "state";
  private static final String GENERATION = "generation";
  private static final String BYTES = "bytes";
  private static final String MAP = "answers-";
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private final MVStore store;
  private final long bytesOfOne;
  private final MVMap<String, Long> state;
  // All below is guarded by this.
  private MVMap<String, byte[]> newer;
  private MVMap<String, byte[]> older;

  Shelves(MVStore store, long maximumBytes) {
    this.store = store;
    this.bytesOfOne = maximumBytes / 2;
    this.state = store.openMap(STATE);
    long generation = state.getOrDefault(GENERATION, 1L);
    this.newer = store.openMap(MAP + generation);
    this.older = store.openMap(MAP + (generation - 1));
  }

  /** The value of a key; null if there is none that is whole. */
  synchronized byte @Nullable [] get(String key) {
    byte[] stored = newer.get(key);
    if (stored != null) {
      return content(stored);
    }
    byte[] old = older.get(key);
    if (old == null) {
      return null;
    }
    store(key, old);
    return content(old);
  }

  synchronized void put(String key, byte[] content) {
    ByteBuffer stored = ByteBuffer.allocate(CHECKSUM_BYTES + content.length);
    stored.putInt(checksum(content)).put(content);
    store(key, stored.array());
  }

  private void store(String key, byte[] stored) {
    newer.put(key, stored);
    long bytes = state.getOrDefault(BYTES, 0L) + key.length() + stored.length;
    if (bytes > bytesOfOne) {
      turn();
      bytes = 0;
    }
    state.put(BYTES, bytes);
  }

  private void turn() {
    long generation = state.getOrDefault(GENERATION, 1L) + 1;
    store.removeMap(older);
    older = newer;
    newer = store.openMap(MAP + generation);
    state.put(GENERATION, generation);
  }

  private static byte @Nullable [] content(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    int checksum = buffer.getInt();
    byte[] content = new byte[buffer.remaining()];
    buffer.get(content);
    return checksum == checksum(content) ? content : null;
  }

  private static int checksum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return (int) sum.getValue();
  }
}
