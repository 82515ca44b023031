package io.millrace.connectors;

import java.util.Optional;

/**
 * The server as this session sees it.
 *
 * @param version as in {@code server_version_num}: 170006
 * @param role the session's role
 * @param database the session's database
 * @param mayCreate whether the role may create a schema and a publication here
 * @param vectorSchema where pgvector is installed; empty: it is not
 * @param vectorAvailable whether pgvector could be installed
 * @param mayUseVector whether the role may use the schema that pgvector is in, if there is one
 */
record ServerState(
    int version,
    String walLevel,
    String role,
    String database,
    boolean mayCreate,
    Optional<String> vectorSchema,
    boolean vectorAvailable,
    boolean mayUseVector) {}
