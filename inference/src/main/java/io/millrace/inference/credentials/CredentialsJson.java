package io.millrace.inference.credentials;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The JSON form of credentials, as it is stored in a row.
 *
 * <p>An object with the lists {@code books} ({@code {"title","year"}}, the year left out if it is
 * not stated), {@code media_appearances}, {@code speaking_events}, {@code certifications}, {@code
 * awards}, {@code podcast_appearances} (texts), the number {@code credibility_score}, and {@code
 * evidence} ({@code {"kind","index","column","start","end"}}, the kind being the name of a list).
 * If nothing was found, the empty object. Threadsafe.
 */
public final class CredentialsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CredentialsJson() {}

  /** Writes credentials; equal credentials give equal texts. */
  public static String write(Credentials credentials) {
    return toNode(credentials).toString();
  }

  /** The same as a tree, for a caller that adds to it. */
  public static ObjectNode toNode(Credentials credentials) {
    ObjectNode node = NODES.objectNode();
    if (credentials.isEmpty()) {
      return node;
    }
    node.set(CredentialKind.BOOK.jsonName(), books(credentials.books()));
    for (CredentialKind kind : CredentialKind.values()) {
      if (kind != CredentialKind.BOOK) {
        node.set(kind.jsonName(), names(credentials.names(kind)));
      }
    }
    node.put("credibility_score", credentials.credibilityScore());
    node.set("evidence", evidence(credentials.evidence()));
    return node;
  }

  private static ArrayNode books(List<Book> books) {
    ArrayNode array = NODES.arrayNode();
    for (Book book : books) {
      ObjectNode node = array.addObject().put("title", book.title());
      if (book.year() != null) {
        node.put("year", book.year());
      }
    }
    return array;
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode array = NODES.arrayNode();
    names.forEach(array::add);
    return array;
  }

  private static ArrayNode evidence(List<Evidence> evidence) {
    ArrayNode array = NODES.arrayNode();
    for (Evidence span : evidence) {
      array
          .addObject()
          .put("kind", span.kind().jsonName())
          .put("index", span.index())
          .put("column", span.column())
          .put("start", span.start())
          .put("end", span.end());
    }
    return array;
  }
}
