package io.millrace.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro load our generated classes, besides those it trusts anyway.
 *
 * <p>Since 1.12.2 Avro refuses classes that a schema names unless the application trusts them:
 * schemas come from outside, and loading a class runs its code.
 */
final class TrustedClasses {
  private static final String GENERATED = "io.millrace.schemas.";

  static {
    ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(others, type -> type.getName().startsWith(GENERATED)));
  }

  private TrustedClasses() {}

  /** Has its effect once for the process, however often it is called. */
  static void trustGenerated() {
    // the static initialiser did it
  }
}
