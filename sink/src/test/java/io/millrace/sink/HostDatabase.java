package io.millrace.sink;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A host application's database with Millrace's own objects in it. */
final class HostDatabase implements AutoCloseable {
  private static final String OWN_OBJECTS =
      """
      drop schema if exists millrace cascade;
      create schema millrace;
      create table millrace.generation (generation int primary key,
        state text not null check (state in ('active','building','standby','retired')),
        epoch int not null default 1, created_at timestamptz not null default clock_timestamp(),
        activated_at timestamptz);
      insert into millrace.generation values (1, 'active');
      create table millrace.provenance (
        table_name text not null, key text not null, column_name text not null,
        generation int not null, input_hash text not null, task_version text not null,
        model text not null, epoch int not null, revision bigint not null,
        has_value boolean not null, value_hash text,
        state text not null default 'written' check (state in ('written','held_by_other')),
        written_at timestamptz not null, source_committed_at timestamptz not null,
        truncated boolean not null default false, marks text[] not null default '{}',
        primary key (table_name, key, column_name, generation));
      create function millrace.input_hash(variadic columns text[]) returns text
        immutable parallel safe language sql as
        $$ select case when cardinality(columns) = 1
             then md5(convert_to(coalesce(columns[1], ''), 'UTF8'))
             else md5(convert_to((select string_agg(
               replace(coalesce(c, ''), chr(31), chr(31) || chr(31)), chr(31) order by n)
               from unnest(columns) with ordinality as u(c, n)), 'UTF8')) end $$;
      """;

  private static final String HOST_TABLES =
      """
      create extension if not exists vector;
      drop table if exists matches, profiles;
      create table profiles (id text primary key, seeking text, offering text, list_size int,
        enrichment_metadata jsonb, embedding_seeking vector(3), embedding_offering vector(3),
        offer_types jsonb, embeddings_model text, embeddings_updated_at timestamptz,
        classification_updated_at timestamptz,
        check (offering <> 'bad' or embedding_offering is null));
      create table matches (id int primary key, profile_id text, suggested_profile_id text,
        match_score float8, status text, score_ab float8, score_ba float8, harmonic_mean float8,
        intent_score float8, synergy_score float8, momentum_score float8, context_score float8,
        match_context jsonb, scored_at timestamptz);
      """;

  private final String url;
  private final String user;
  private final String password;
  private final Connection connection;

  HostDatabase(String url, String user, String password) throws SQLException {
    this.url = url;
    this.user = user;
    this.password = password;
    this.connection = connect();
    run(OWN_OBJECTS);
    run(HOST_TABLES);
  }

  Connection connect() throws SQLException {
    Connection opened = DriverManager.getConnection(url, user, password);
    // A role may be called as Millrace's schema, which would then come first.
    run(opened, "set search_path = public");
    return opened;
  }

  /** A sink's configuration for this database. */
  Map<String, String> settings() {
    Map<String, String> values = new HashMap<>(Settings.standard());
    values.put(SinkSettings.JDBC_URL, url);
    values.put(SinkSettings.JDBC_USER, user);
    values.put(SinkSettings.JDBC_PASSWORD, password);
    return values;
  }

  void run(String sql) throws SQLException {
    run(connection, sql);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void insertProfile(String id, @Nullable String seeking, @Nullable String offering)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into profiles (id, seeking, offering) values (?, ?, ?)")) {
      statement.setString(1, id);
      statement.setString(2, seeking);
      statement.setString(3, offering);
      statement.execute();
    }
  }

  /** The first column of the first row as text; null also without rows. */
  @Nullable String get(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : null;
    }
  }

  String text(String sql) throws SQLException {
    return Objects.requireNonNull(get(sql), sql);
  }

  /** A column of a profile as text. */
  @Nullable String profile(String id, String column) throws SQLException {
    return get("select (%s)::text from profiles where id = '%s'".formatted(column, id));
  }

  /** A column of a match as text. */
  @Nullable String match(int id, String column) throws SQLException {
    return get("select (%s)::text from matches where id = %d".formatted(column, id));
  }

  /** A column of the provenance of a profile's column. */
  @Nullable String provenance(String key, String task, String column) throws SQLException {
    return get(
        "select (%s)::text from millrace.provenance where key = '%s' and column_name = '%s'"
            .formatted(column, key, task));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
