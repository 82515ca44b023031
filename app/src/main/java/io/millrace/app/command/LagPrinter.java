package io.millrace.app.command;

import io.millrace.app.Json;
import io.millrace.app.command.LagView.Reading;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How readings of the lag are shown. */
enum LagPrinter {
  /** One document a line. */
  JSON {
    @Override
    void print(Reading reading, PrintStream output) {
      output.println(Json.write(reading.document()));
    }
  },
  /** A table, once. */
  TABLE {
    @Override
    void print(Reading reading, PrintStream output) {
      output.println(reading.text(false, false));
    }
  },
  /** A table that takes the place of the one before it. */
  SCREEN {
    @Override
    void print(Reading reading, PrintStream output) {
      // Home, each line cleared to its end, then the rest of the screen: nothing flickers.
      String text = reading.text(hasBlocks(), true);
      output.print("\033[H" + text.replaceAll("\\R", "\033[K\n") + "\033[K\n\033[J");
    }
  },
  /** One line for each reading. */
  LINES {
    @Override
    void print(Reading reading, PrintStream output) {
      output.println(reading.line());
    }
  };

  static LagPrinter of(boolean isJson, boolean isWatched) {
    if (isJson) {
      return JSON;
    }
    if (!isWatched) {
      return TABLE;
    }
    return isTerminal() ? SCREEN : LINES;
  }

  private static boolean isTerminal() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    } catch (IOException e) {
      return false; // lines are right anywhere
    }
  }

  private static boolean hasBlocks() {
    return Charset.defaultCharset().equals(StandardCharsets.UTF_8);
  }

  /** Makes room, where readings take each other's place. */
  void begin() {
    if (this == SCREEN) {
      System.out.print("\033[2J");
    }
  }

  void print(Reading reading) {
    print(reading, System.out);
    System.out.flush();
  }

  abstract void print(Reading reading, PrintStream output);
}
