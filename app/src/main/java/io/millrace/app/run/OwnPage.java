package io.millrace.app.run;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a request that changes something was made by our own page. Browsers send requests for
 * pages of others too, with the user's password, so the password alone proves nothing.
 */
final class OwnPage {
  /** A header that a page of another server cannot send without asking us, which we refuse. */
  static final String HEADER = "X-Millrace-Page";

  /** Other names may be made to lead here by whoever owns them. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");

  private OwnPage() {}

  /**
   * Why a request is refused; empty: it is not.
   *
   * @param isTokenNeeded whether whoever asks has to name a token; without one, only who is on this
   *     machine and says so may act
   */
  static Optional<String> refusal(Headers headers, InetAddress asker, boolean isTokenNeeded) {
    String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    String site = headers.getFirst("Sec-Fetch-Site");
    String origin = headers.getFirst("Origin");
    boolean isOwn =
        headers.getFirst(HEADER) != null
            && (site == null || site.equals("same-origin"))
            && (origin == null || List.of("http://" + host, "https://" + host).contains(origin));
    if (!isOwn) {
      return Optional.of("This is for the status page itself; use 'millrace failures retry'.");
    }
    boolean isLocal = asker.isLoopbackAddress() && LOOPBACK.matcher(host).matches();
    return isTokenNeeded || isLocal
        ? Optional.empty()
        : Optional.of("Set millrace.status.token, so that not everybody may do this.");
  }
}
