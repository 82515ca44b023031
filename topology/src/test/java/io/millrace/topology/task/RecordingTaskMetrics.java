package io.millrace.topology.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what was counted, in order. */
final class RecordingTaskMetrics implements TaskMetrics {
  final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void taskCall(String task) {
    events.add("call " + task);
  }

  @Override
  public void answerRemembered(String task) {
    events.add("remembered " + task);
  }

  @Override
  public void answerShared(String task) {
    events.add("shared " + task);
  }

  @Override
  public void inputTruncated(String task) {
    events.add("truncated " + task);
  }
}
