package dev.snn.engine.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.snn.engine.error.Shown;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What a scalar of YAML is: the core schema of YAML 1.2.2 (section 10.3.2, <a
 * href="https://yaml.org/spec/1.2.2/#1032-tag-resolution">yaml.org</a>). {@code 0100} is a hundred,
 * {@code 0o100} sixty-four, {@code yes} a text. A number remembers how it was written: where a text
 * is expected it is that text.
 */
final class CoreSchema {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.nan|\\.NaN|\\.NAN");
  private static final String PREFIX = "tag:yaml.org,2002:";

  /** A longer text is no number that anybody means, and costs much to read as one. */
  private static final int LONGEST_NUMBER = 400;

  private CoreSchema() {}

  /**
   * The node of a scalar.
   *
   * @param plain true where it has neither quotes nor a tag
   * @param tag its tag; null where there is none
   * @throws IllegalArgumentException where the tag does not fit or is none of the schema
   */
  static JsonNode node(String text, boolean plain, String tag) {
    if (plain) {
      return plain(text);
    }
    if (tag == null || tag.equals("!") || tag.equals(PREFIX + "str")) {
      return Trees.NODES.textNode(text);
    }
    JsonNode node = plain(text);
    boolean fits =
        switch (tag.startsWith(PREFIX) ? tag.substring(PREFIX.length()) : "") {
          case "int" -> node.isIntegralNumber();
          case "float" -> node.isNumber();
          case "bool" -> node.isBoolean();
          case "null" -> node.isNull();
          default ->
              throw new IllegalArgumentException(
                  "the tag '%s' means nothing here. Leave it out"
                      .formatted(Shown.word(tag.replace(PREFIX, "!!"))));
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "'%s' is not what its tag '%s' says"
              .formatted(Shown.word(text), Shown.word(tag.replace(PREFIX, "!!"))));
    }
    return node;
  }

  private static JsonNode plain(String text) {
    switch (text) {
      case "", "~", "null", "Null", "NULL":
        return Trees.NODES.nullNode();
      case "true", "True", "TRUE":
        return Trees.NODES.booleanNode(true);
      case "false", "False", "FALSE":
        return Trees.NODES.booleanNode(false);
      default:
        return text.length() > LONGEST_NUMBER ? Trees.NODES.textNode(text) : number(text);
    }
  }

  private static JsonNode number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return whole(new BigInteger(text), text);
    }
    if (OCTAL.matcher(text).matches()) {
      return whole(new BigInteger(text.substring(2), 8), text);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return whole(new BigInteger(text.substring(2), 16), text);
    }
    if (REAL.matcher(text).matches()) {
      return real(Double.parseDouble(text), text);
    }
    if (INFINITE.matcher(text).matches()) {
      return real(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, text);
    }
    return NOT_A_NUMBER.matcher(text).matches()
        ? real(Double.NaN, text)
        : Trees.NODES.textNode(text);
  }

  private static JsonNode whole(BigInteger value, String text) {
    boolean usual = value.toString().equals(text);
    if (value.bitLength() < Integer.SIZE) {
      int number = value.intValue();
      return usual ? IntNode.valueOf(number) : new WrittenInt(number, text);
    }
    if (value.bitLength() < Long.SIZE) {
      long number = value.longValue();
      return usual ? LongNode.valueOf(number) : new WrittenLong(number, text);
    }
    return usual ? BigIntegerNode.valueOf(value) : new WrittenBig(value, text);
  }

  private static JsonNode real(double value, String text) {
    return Double.toString(value).equals(text)
        ? DoubleNode.valueOf(value)
        : new WrittenDouble(value, text);
  }

  private static final class WrittenInt extends IntNode {
    private static final long serialVersionUID = 1L;
    private final String written;

    WrittenInt(int value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }

  private static final class WrittenLong extends LongNode {
    private static final long serialVersionUID = 1L;
    private final String written;

    WrittenLong(long value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }

  private static final class WrittenBig extends BigIntegerNode {
    private static final long serialVersionUID = 1L;
    private final String written;

    WrittenBig(BigInteger value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }

  private static final class WrittenDouble extends DoubleNode {
    private static final long serialVersionUID = 1L;
    private final String written;

    WrittenDouble(double value, String written) {
      super(value);
      this.written = written;
    }

    @Override
    public String asText() {
      return written;
    }
  }
}
