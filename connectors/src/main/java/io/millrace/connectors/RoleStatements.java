package io.millrace.connectors;

import java.util.List;

/**
 * What gives the connectors' roles their rights, in order; passwords are in none of it.
 *
 * @param own what the asking session may run; each can be run again without harm
 * @param administrator what lacks and only an administrator may run; empty: nothing
 */
public record RoleStatements(List<SqlStatement> own, List<SqlStatement> administrator) {
  public RoleStatements {
    own = List.copyOf(own);
    administrator = List.copyOf(administrator);
  }
}
