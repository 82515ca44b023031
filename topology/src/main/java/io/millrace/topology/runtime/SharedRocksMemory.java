package io.millrace.topology.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Gives all state stores of a process one memory: blocks, indexes, filters and write buffers. By
 * itself each store of each partition would take up to 98 MB. Threadsafe; the memory lives as long
 * as the process.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {
  /** Property with the bound in bytes. */
  static final String BYTES = "millrace.store.memory.bytes";

  private static final Map<Long, Shared> SHARED = new ConcurrentHashMap<>();
  private static final double FOR_INDEXES = 0.2;
  private static final long WRITE_BUFFER_BYTES = 8L * 1024 * 1024;
  private static final int WRITE_BUFFERS = 2;

  private record Shared(Cache cache, WriteBufferManager writeBuffers) {
    static Shared of(long bytes) {
      Cache cache = new LRUCache(bytes, -1, false, FOR_INDEXES);
      // What write buffers take is counted in the cache, and takes it from blocks.
      return new Shared(cache, new WriteBufferManager(bytes / 2, cache));
    }
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    Shared shared =
        SHARED.computeIfAbsent(Long.parseLong(String.valueOf(configs.get(BYTES))), Shared::of);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(shared.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(shared.writeBuffers());
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
  }

  @Override
  public void close(String store, Options options) {
    // The memory is shared with the other stores.
  }
}
