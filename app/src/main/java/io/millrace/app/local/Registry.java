package io.millrace.app.local;

import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.StackEnvironment;

/** The schema registry of an installation, as all commands reach it. */
public final class Registry {
  private Registry() {}

  /** How its clients are set up. */
  public static RegistrySettings settings(StackEnvironment environment) {
    return RegistrySettings.apicurio(environment.registryUrl(), environment.registry().client());
  }
}
