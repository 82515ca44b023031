package io.millrace.app.it;

import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Names;
import io.millrace.stack.PartName;
import java.sql.SQLException;
import java.time.Duration;

/** The replication slot is lost while Connect is away; {@code millrace up} is all that is done. */
record DroppedSlot(Duration pause) implements Fault {
  static final String NAME = "replication slot dropped";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(RunningPipeline pipeline) throws Exception {
    pipeline.kill(PartName.CONNECT);
    await().atMost(LIMIT).until(() -> isDropped(pipeline.tables()));
    Pause.of(pause); // what is changed now, no log will tell
    pipeline.up();
  }

  /** The server needs a moment to see that the slot's reader is gone. */
  private static boolean isDropped(Tables tables) {
    try {
      tables.query(
          row -> row.getObject(1),
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
              + " where slot_name = ?",
          Names.standard().slotAndPublication());
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
