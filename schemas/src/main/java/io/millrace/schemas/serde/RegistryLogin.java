package io.millrace.schemas.serde;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a registry's clients need to be told so that they log in, for Apicurio's classes and for
 * Confluent's.
 */
public final class RegistryLogin {
  private RegistryLogin() {}

  /** Properties that log in by name and password (HTTP basic). */
  public static Map<String, String> basic(String user, String password) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("apicurio.auth.username", user);
    properties.put("apicurio.auth.password", password);
    properties.put("basic.auth.credentials.source", "USER_INFO");
    properties.put("basic.auth.user.info", user + ":" + password);
    return properties;
  }

  /** Properties that log in by a token which does not change (HTTP bearer). */
  public static Map<String, String> bearer(String token) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("apicurio.rest.request.headers.Authorization", "Bearer " + token);
    properties.put("bearer.auth.credentials.source", "STATIC_TOKEN");
    properties.put("bearer.auth.token", token);
    return properties;
  }
}
