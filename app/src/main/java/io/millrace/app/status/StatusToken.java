package io.millrace.app.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The token that whoever looks at the status page must name, if there is one. Threadsafe. */
public final class StatusToken {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private final byte[] token;

  /**
   * @param token empty: everybody may look
   */
  public StatusToken(String token) {
    this.token = token.getBytes(UTF_8);
  }

  /** Whether whoever looks has to name it. */
  public boolean isNeeded() {
    return token.length > 0;
  }

  /**
   * Whether a request may be answered.
   *
   * @param authorization its header: {@code Bearer TOKEN}, or {@code Basic} with the token as
   *     password and any user, which is what browsers ask for; null: it has none
   */
  public boolean admits(@Nullable String authorization) {
    return token.length == 0
        || (authorization != null && MessageDigest.isEqual(token, password(authorization)));
  }

  private static byte[] password(String authorization) {
    if (authorization.startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).getBytes(UTF_8);
    }
    if (!authorization.startsWith(BASIC)) {
      return new byte[0];
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String userAndPassword = new String(decoded, UTF_8);
      return userAndPassword.substring(userAndPassword.indexOf(':') + 1).getBytes(UTF_8);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
