package io.millrace.topology;

import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.serde.StoreSerde;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The order that goes along with a replayed row. It is no part of the row: state stores, which hold
 * rows too, need not know it.
 */
public final class ReplayHeader {
  private static final String NAME = "replay";
  private static final StoreSerde<ReplayOrder> ORDERS =
      new StoreSerde<>(ReplayOrder.getClassSchema());

  private ReplayHeader() {}

  /** Adds an order to a record's headers. */
  public static void put(Headers headers, ReplayOrder order) {
    headers.add(NAME, ORDERS.serializer().serialize(NAME, order));
  }

  /** The order of a record that a generation is to obey; empty: it is of another, or none. */
  public static Optional<ReplayOrder> get(Headers headers, int generation) {
    Header header = headers.lastHeader(NAME);
    return Optional.ofNullable(header)
        .map(found -> ORDERS.deserializer().deserialize(NAME, found.value()))
        .filter(order -> order.getGeneration() == generation);
  }
}
