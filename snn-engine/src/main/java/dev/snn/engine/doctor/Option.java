package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Options of a configuration, by the paths that {@code --set} takes. */
record Option(String path, JsonNode value) {
  private static final MathContext DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

  /** An option of a part, where it has one that is set. */
  static Optional<Option> of(String place, JsonNode part, String... keys) {
    JsonNode at = part;
    StringBuilder path = new StringBuilder(place);
    for (String key : keys) {
      at = at.path(key);
      path.append('.').append(key);
    }
    return at.isMissingNode() ? Optional.empty() : Optional.of(new Option(path.toString(), at));
  }

  /** An option with a number in it; not one that is drawn, nor one that is not set. */
  static Optional<Option> number(String place, JsonNode part, String... keys) {
    return of(place, part, keys).filter(option -> option.value.isNumber());
  }

  /** An option of a layer. */
  static Optional<Option> ofLayer(int k, ObjectNode layer, String... keys) {
    return number("layers[" + k + "]", layer, keys);
  }

  double number() {
    return value.asDouble();
  }

  /** A setting of it. */
  String to(double other) {
    return path + "=" + round(other);
  }

  /** A setting of it. */
  String to(String other) {
    return path + "=" + other;
  }

  /** Three digits, for sentences. */
  static String shown(double x) {
    return new BigDecimal(x).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** Two digits. */
  static String round(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return String.valueOf(x);
    }
    BigDecimal rounded = new BigDecimal(x).round(DIGITS).stripTrailingZeros();
    return Math.abs(Math.log10(Math.abs(x))) < 6 ? rounded.toPlainString() : rounded.toString();
  }

  /** The number that a part has under one of some keys. */
  static OptionalDouble first(JsonNode part, String... keys) {
    for (String key : keys) {
      if (part.path(key).isNumber()) {
        return OptionalDouble.of(part.path(key).asDouble());
      }
    }
    return OptionalDouble.empty();
  }
}
