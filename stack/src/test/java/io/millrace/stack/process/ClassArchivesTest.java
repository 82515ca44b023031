package io.millrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
  private static final String WRITE = "-XX:ArchiveClassesAtExit=";
  private static final String READ = "-XX:SharedArchiveFile=";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    jar = Files.writeString(folder.resolve("program.jar"), "first");
    Files.createDirectory(folder.resolve("run"));
  }

  @Test
  void shouldHaveAnArchiveWrittenThatTheNextStartReads() throws IOException {
    Path draft = draft(archives().applied(command()));
    Files.writeString(draft, "classes");

    archives().keep();
    List<String> second = archives().applied(command());

    assertThat(second).first().isEqualTo("java");
    assertThat(second.get(1)).startsWith(READ + folder.resolve("cache"));
    assertThat(Path.of(second.get(1).substring(READ.length()))).hasContent("classes");
    assertThat(second).containsSequence("-cp", jar.toString(), "Main");
    assertThat(draft).doesNotExist();
  }

  @Test
  void shouldNotReadWhatAKilledProcessBeganToWrite() throws IOException {
    Files.writeString(draft(archives().applied(command())), "half of");

    archives().drop();

    assertThat(draft(archives().applied(command()))).doesNotExist();
  }

  /** Killed by somebody else, so that nobody dropped it. */
  @Test
  void shouldNotKeepTheDraftOfAnEarlierProcess() throws IOException {
    Files.writeString(draft(archives().applied(command())), "half of");

    Path again = draft(archives().applied(command()));
    archives().keep();

    assertThat(again).doesNotExist();
    assertThat(archives().applied(command()).get(1)).startsWith(WRITE);
  }

  @Test
  void shouldKeepOneArchiveForEachNameAndMakeItAnewWhenTheProgramChanges() throws IOException {
    write("first");
    Files.writeString(jar, "another");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));

    List<String> changed = archives().applied(command());
    Files.writeString(draft(changed), "second");
    archives().keep();

    assertThat(folder.resolve("cache"))
        .isDirectoryContaining(file -> content(file).equals("second"));
    assertThat(folder.resolve("cache"))
        .isDirectoryNotContaining(file -> content(file).equals("first"));
  }

  @Test
  void shouldReadWhatAnotherProcessOfTheSameProgramWrote() throws IOException {
    write("first");

    assertThat(next().applied(command())).isEqualTo(archives().applied(command()));
  }

  @Test
  void shouldLeaveOtherProgramsAndOtherNamesAlone() throws IOException {
    List<String> shell = List.of("sh", "-c", "true");
    List<String> withAgent = List.of("java", "-javaagent:agent.jar", "-cp", jar.toString(), "Main");
    List<String> other = List.of("java", "-cp", folder.resolve("other.jar").toString(), "Main");
    write("first");
    Files.writeString(draft(next().applied(other)), "of the longer name");
    next().keep();

    assertThat(archives().applied(shell)).isEqualTo(shell);
    assertThat(archives().applied(withAgent)).isEqualTo(withAgent);
    assertThat(archives().applied(command()).get(1)).startsWith(READ);
    assertThat(next().applied(other).get(1)).startsWith(READ);
  }

  private ClassArchives next() {
    return new ClassArchives(folder.resolve("cache"), folder.resolve("run"), "part-next");
  }

  private void write(String content) throws IOException {
    Files.writeString(draft(archives().applied(command())), content);
    archives().keep();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path draft(List<String> command) {
    assertThat(command.get(1)).startsWith(WRITE);
    return Path.of(command.get(1).substring(WRITE.length()));
  }

  private ClassArchives archives() {
    return new ClassArchives(folder.resolve("cache"), folder.resolve("run"), "part");
  }

  private List<String> command() {
    return List.of("java", "-Xmx1m", "-cp", jar.toString(), "Main");
  }
}
