package io.millrace.app.evaluate;

import io.millrace.app.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads labelled rows from JSON Lines, or from CSV where the file's name ends in {@code .csv}. */
public final class LabelledFile {
  private LabelledFile() {}

  /**
   * Reads all rows, at least one.
   *
   * @throws UserException naming file and line, never a row's text, if something is wrong
   */
  public static List<LabelledRow> read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      List<LabelledRow> rows =
          file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
              ? CsvRows.read(file.toString(), reader)
              : JsonRows.read(file.toString(), reader);
      return checked(file, rows);
    } catch (NoSuchFileException e) {
      throw UserException.failure("The file " + file + " does not exist.", e);
    } catch (CharacterCodingException e) {
      throw UserException.failure("The file " + file + " is not UTF-8 text.", e);
    } catch (IOException e) {
      throw UserException.failure("The file " + file + " cannot be read.", e);
    }
  }

  private static List<LabelledRow> checked(Path file, List<LabelledRow> rows) {
    if (rows.isEmpty()) {
      throw UserException.failure("The file " + file + " holds no labelled row.");
    }
    Set<String> ids = new HashSet<>();
    for (LabelledRow row : rows) {
      if (!ids.add(row.id())) {
        throw UserException.failure(
            "The id '" + row.id() + "' occurs twice in " + file + "; ids must be unique.");
      }
    }
    return rows;
  }
}
