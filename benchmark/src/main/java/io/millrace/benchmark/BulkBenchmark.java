package io.millrace.benchmark;

import io.millrace.app.sample.ProfileColumn;
import io.millrace.app.sample.SampleGenerator;
import io.millrace.app.sample.SampleLoader;
import io.millrace.app.sample.SampleProfile;
import io.millrace.inference.TextNormalizer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prints texts per second of bulk embedding through the whole pipeline, without and with matches,
 * beside a bare ONNX Runtime loop over the same texts, before and after. The pipeline is up but
 * idle while the bare loop runs; both have the same processors.
 */
public final class BulkBenchmark {
  private static final long SEED = 20_261_121;
  private static final int MATCHES_PER_PROFILE = 12;
  private static final List<ProfileColumn> EMBEDDED =
      List.of(
          ProfileColumn.SEEKING,
          ProfileColumn.OFFERING,
          ProfileColumn.WHO_YOU_SERVE,
          ProfileColumn.WHAT_YOU_DO);

  private final Connection connection;
  private final int count;

  private BulkBenchmark(Connection connection, int count) {
    this.connection = connection;
    this.count = count;
  }

  /** Arguments: how many profiles, 2,000 unless given. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    try (Connection connection = Target.fromEnvironment().connect()) {
      new BulkBenchmark(connection, count).run();
    }
  }

  private void run() throws Exception {
    System.out.printf(
        "%d profiles, %d processors%n", count, Runtime.getRuntime().availableProcessors());
    List<String> texts = texts(SEED);
    try (BareLoop bare = new BareLoop()) {
      bare.textsPerSecond(texts.subList(0, Math.min(200, texts.size())));
      double before = print("bare ONNX Runtime loop, before", bare.textsPerSecond(texts), 0);
      double alone = pipeline(SEED, texts.size(), false);
      double between = print("bare ONNX Runtime loop, between", bare.textsPerSecond(texts), 0);
      print("whole pipeline, no matches", alone, (before + between) / 2);
      List<String> others = texts(SEED + 1);
      double matched = pipeline(SEED + 1, others.size(), true);
      double after = print("bare ONNX Runtime loop, after", bare.textsPerSecond(others), 0);
      print(
          "whole pipeline, " + MATCHES_PER_PROFILE + " matches a profile",
          matched,
          (between + after) / 2);
    }
  }

  private static double print(String what, double textsPerSecond, double base) {
    String ratio =
        base == 0 ? "" : String.format(Locale.ROOT, ", %.2f of bare", textsPerSecond / base);
    System.out.printf(Locale.ROOT, "%-40s %6.0f texts/s%s%n", what, textsPerSecond, ratio);
    return textsPerSecond;
  }

  /** The texts that the plan embeds, as the model is given them; equal ones once. */
  private List<String> texts(long seed) {
    try (Stream<SampleProfile> profiles = new SampleGenerator(seed).profiles(count)) {
      List<String> texts = new ArrayList<>();
      profiles.forEach(
          profile ->
              EMBEDDED.forEach(
                  column ->
                      Optional.ofNullable(profile.text(column))
                          .flatMap(TextNormalizer::normalize)
                          .ifPresent(texts::add)));
      return texts.stream().distinct().toList();
    }
  }

  /** From the first commit to the last written result, on PostgreSQL's clock. */
  private double pipeline(long seed, int texts, boolean hasMatches)
      throws SQLException, InterruptedException {
    empty();
    double startedAt = Target.number(connection, "select extract(epoch from clock_timestamp())");
    SampleGenerator generator = new SampleGenerator(seed);
    SampleLoader loader = new SampleLoader(connection);
    loader.loadProfiles(generator.profiles(count));
    if (hasMatches) {
      loader.loadMatches(generator.matches(count, count * MATCHES_PER_PROFILE));
    }
    Target.awaitZero(
        connection,
        "select (select count(*) * 4 from profiles) - (select count(*) from millrace.provenance)");
    Target.awaitZero(connection, "select count(*) from matches where harmonic_mean is null");
    double lastAt =
        Target.number(
            connection,
            "select extract(epoch from greatest((select max(written_at) from millrace.provenance),"
                + " (select max(scored_at) from matches)))");
    return texts / (lastAt - startedAt);
  }

  private void empty() throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from matches");
      statement.execute("delete from profiles");
    }
    Target.awaitZero(connection, "select count(*) from millrace.provenance");
  }
}
