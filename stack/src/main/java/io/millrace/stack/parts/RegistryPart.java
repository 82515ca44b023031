package io.millrace.stack.parts;

import io.millrace.stack.LocalHome;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Launch;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The schema registry (Apicurio), whose ids survive a restart. */
public final class RegistryPart implements Part {

  private static final int HEAP_MEGABYTES = 256;

  private final PartsFolder parts;
  private final LocalHome home;
  private final int port;

  /** Describes the registry under the home. */
  public RegistryPart(PartsFolder parts, LocalHome home, int port) {
    this.parts = parts;
    this.home = home;
    this.port = port;
  }

  @Override
  public Launch launch() {
    // H2 writes half a second late by default: after a crash an id would be given out twice.
    String database = "jdbc:h2:file:" + data().resolve("registry") + ";WRITE_DELAY=0";
    List<String> options =
        List.of(
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dapicurio.datasource.url=" + database,
            "-jar",
            parts.registryJar().toString());
    List<String> command = new ArrayList<>(JavaCommand.java(HEAP_MEGABYTES, options));
    return new Launch(command, home.run(), Map.of(), "");
  }

  @Override
  public void prepare() {
    Folders.make(data());
  }

  @Override
  public boolean answers() {
    return Probe.succeeds(
        URI.create("http://127.0.0.1:%d/apis/ccompat/v7/subjects".formatted(port)));
  }

  private Path data() {
    return home.root().resolve("data").resolve("registry");
  }
}
