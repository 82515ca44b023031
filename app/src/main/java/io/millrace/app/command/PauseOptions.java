package io.millrace.app.command;

import io.millrace.app.pause.PauseText;
import io.millrace.app.pause.PausedPart;
import io.millrace.schemas.Pause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What {@code pause} and {@code resume} are about, and what they print. */
final class PauseOptions {
  /** What a command line names. */
  enum Target {
    MODELS,
    WRITING,
    ALL
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "models|writing|all",
      defaultValue = "all",
      description = "The calls of models, the writing into the database, or both. Default: all.")
  private Target target = Target.ALL;

  List<PausedPart> parts() {
    return switch (target) {
      case MODELS -> List.of(PausedPart.MODELS);
      case WRITING -> List.of(PausedPart.WRITING);
      case ALL -> List.of(PausedPart.values());
    };
  }

  /** What is paused after a command, and what it changed. */
  static Map<String, Object> document(Set<PausedPart> changed, Map<PausedPart, Pause> now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("changed", changed.stream().map(PausedPart::label).toList());
    for (PausedPart part : PausedPart.values()) {
      Map<String, Object> state = new LinkedHashMap<>();
      Pause pause = now.get(part);
      state.put("paused", pause != null);
      if (pause != null) {
        state.putAll(PauseText.document(pause));
      }
      document.put(part.label(), state);
    }
    return document;
  }

  /** The same for people, of the parts that the command line named. */
  String text(Set<PausedPart> changed, Map<PausedPart, Pause> now) {
    List<String> lines = new ArrayList<>();
    for (PausedPart part : parts()) {
      lines.add(line(part, changed.contains(part), now.get(part)));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(PausedPart part, boolean isChanged, @Nullable Pause pause) {
    if (pause != null) {
      return part.text() + (isChanged ? ": paused " : ": paused before, ") + PauseText.of(pause);
    }
    return part.text() + (isChanged ? ": not paused any more" : ": not paused");
  }
}
