package io.millrace.connectors;

import java.util.Optional;

/**
 * The server as this session sees it.
 *
 * @param version as in {@code server_version_num}: 170006
 * @param role the session's role
 * @param database the session's database
 * @param mayReplicate whether the role may read the log
 * @param mayCreate whether the role may create a schema and a publication here
 * @param vectorSchema where pgvector is installed; empty: it is not
 * @param vectorAvailable whether pgvector could be installed
 */
record ServerState(
    int version,
    String walLevel,
    String role,
    String database,
    boolean mayReplicate,
    boolean mayCreate,
    Optional<String> vectorSchema,
    boolean vectorAvailable) {}
