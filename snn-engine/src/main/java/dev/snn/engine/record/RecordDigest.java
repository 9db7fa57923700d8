package dev.snn.engine.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest that a record carries of its content: SHA-256 over the tokens of its JSON, numbers as
 * they are written. White space and line ends do not count, so that an editor or a version control
 * that changes these makes no record an edited one.
 */
final class RecordDigest {
  /** Where a record has it. */
  static final String FIELD = "digest";

  private static final JsonFactory FACTORY = new JsonFactory();

  private RecordDigest() {}

  /** A copy that carries the digest of the tree. */
  static ObjectNode sealed(ObjectNode tree) {
    ObjectNode copy = Trees.NODES.objectNode();
    copy.setAll(tree);
    copy.remove(FIELD);
    copy.put(FIELD, of(copy.toString()));
    return copy;
  }

  /**
   * The digest of a JSON text, but for its own.
   *
   * @throws IllegalArgumentException where it is no JSON
   */
  static String of(String json) {
    MessageDigest sha = sha256();
    try (JsonParser parser = FACTORY.createParser(json)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 1 && token == JsonToken.FIELD_NAME && parser.currentName().equals(FIELD)) {
          parser.nextToken();
          parser.skipChildren();
          continue;
        }
        sha.update((byte) token.id());
        if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
          byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
          sha.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
          sha.update(text);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** True where a text carries another digest than its own. */
  static boolean isBroken(String json, String carried) {
    try {
      return !of(json).equals(carried);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
