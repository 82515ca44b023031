package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits and what is in flight, task by task. Each task has a lane of its own, so that a model
 * that hangs keeps no other task's work from being handed out. Single-threaded.
 */
final class TaskLanes {
  /** One place in flight of this many is kept for fresh edits, however slow the backlog is. */
  private static final int FRESH_SHARE = 4;

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<Claim> claims = new HashSet<>();

  private static final class Lane {
    final ReadyQueue ready = new ReadyQueue();
    final Set<Claim> freshInFlight = new HashSet<>();
    final Set<Claim> backlogInFlight = new HashSet<>();

    List<ReadyQueue.Ticket> take(int inFlightLimit, long now) {
      int places = inFlightLimit - freshInFlight.size() - backlogInFlight.size();
      int backlogPlaces = inFlightLimit - inFlightLimit / FRESH_SHARE - backlogInFlight.size();
      return ready.take(places, backlogPlaces, now);
    }
  }

  /** A task of a row whose input is queued or in flight. */
  private record Claim(String key, String column, String inputHash) {
    static Claim of(ReadyQueue.Ticket ticket) {
      return new Claim(ticket.key(), ticket.column(), ticket.inputHash());
    }
  }

  /**
   * @param columns of the tasks, in the order in which a row's work is handed out
   */
  TaskLanes(List<String> columns) {
    columns.forEach(column -> lanes.put(column, new Lane()));
  }

  boolean knows(String column) {
    return lanes.containsKey(column);
  }

  /** Queues a piece of work unless the same input of the same task is queued or in flight. */
  void add(String key, String column, String inputHash, ReadyQueue.Turn turn) {
    if (claims.add(new Claim(key, column, inputHash))) {
      ReadyQueue.Ticket replaced = lane(column).ready.add(key, column, inputHash, turn);
      if (replaced != null) {
        claims.remove(Claim.of(replaced));
      }
    }
  }

  /** Takes due work until so many pieces of each task are in flight. */
  List<ReadyQueue.Ticket> take(int inFlightLimit, long now) {
    List<ReadyQueue.Ticket> taken = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      for (ReadyQueue.Ticket ticket : lane.take(inFlightLimit, now)) {
        (ticket.turn().isFirst() ? lane.freshInFlight : lane.backlogInFlight).add(Claim.of(ticket));
        taken.add(ticket);
      }
    }
    return taken;
  }

  /** Whether it is queued and was not handed out yet. */
  boolean isQueued(String key, String column, String inputHash) {
    Claim claim = new Claim(key, column, inputHash);
    Lane lane = lane(column);
    return claims.contains(claim)
        && !lane.freshInFlight.contains(claim)
        && !lane.backlogInFlight.contains(claim);
  }

  /** Notes that work is neither queued nor in flight any more. */
  void done(String key, String column, String inputHash) {
    Claim claim = new Claim(key, column, inputHash);
    claims.remove(claim);
    lane(column).freshInFlight.remove(claim);
    lane(column).backlogInFlight.remove(claim);
  }

  private Lane lane(String column) {
    return requireNonNull(lanes.get(column), "a column of the plan");
  }
}
