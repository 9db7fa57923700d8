package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartBinderTest {
  public record Options(
      double vThreshold,
      float tauMem,
      int size,
      long offset,
      boolean detachReset,
      String mode,
      Reset reset,
      Value delay,
      @PartOf("surrogate") Part surrogate,
      List<Integer> hidden,
      List<Part> parts) {
    public Options {
      Check.positive("v_threshold", vThreshold);
    }
  }

  private static final Options DEFAULTS =
      new Options(
          1,
          10,
          5,
          0,
          true,
          "last",
          Reset.SUBTRACT,
          Value.of(2),
          Part.of("box"),
          List.of(),
          List.of());

  @Test
  void nothingGivenKeepsTheDefaults() {
    assertThat(PartBinder.bind(DEFAULTS, Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void bindsEveryKindOfValue() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("v_threshold", 2);
    options.put("tau_mem", 5.5);
    options.put("size", 7);
    options.put("offset", 3);
    options.put("detach_reset", false);
    options.put("mode", "window");
    options.put("reset", "zero");
    options.put("delay", Map.of("gamma", Map.of("shape", 3, "scale", 5)));
    options.put("surrogate", Map.of("type", "atan", "alpha", 2.0));
    options.put("hidden", List.of(3, 4));
    options.put("parts", List.of("a", Map.of("type", "b")));

    assertThat(PartBinder.bind(DEFAULTS, options))
        .isEqualTo(
            new Options(
                2,
                5.5f,
                7,
                3,
                false,
                "window",
                Reset.ZERO,
                new Value.Gamma(3, 5),
                Part.of("atan", "alpha", 2.0),
                List.of(3, 4),
                List.of(Part.of("a"), Part.of("b"))));
  }

  @Test
  void aNumberIsAConstantValue() {
    assertThat(PartBinder.bind(DEFAULTS, Map.of("delay", 4)).delay()).isEqualTo(Value.of(4));
  }

  @Test
  void refusesUnknownOptions() {
    assertRefused(Map.of("v_treshold", 1), "no option 'v_treshold'", "v_threshold");
  }

  @Test
  void refusesValuesOfTheWrongKind() {
    assertRefused(Map.of("size", 2.5), "size must be a whole number, got 2.5");
    assertRefused(Map.of("size", "two"), "size takes a value of type int, got two");
    assertRefused(Map.of("reset", "hard"), "reset must be one of [subtract, zero, none], got hard");
    assertRefused(Map.of("surrogate", Map.of("alpha", 1)), "surrogate needs a type");
    assertRefused(Map.of("delay", Map.of("beta", Map.of())), "delay must be a number or one of");
    assertRefused(
        Map.of("delay", Map.of("normal", Map.of("mean", 1))), "delay.normal.sd is missing");
  }

  @Test
  void passesOnWhatTheRecordRefuses() {
    assertRefused(Map.of("v_threshold", -1), "v_threshold must be above 0, got -1.0");
  }

  @Test
  void snakeCaseIsJacksons() {
    assertThat(PartBinder.snakeCase("vThreshold")).isEqualTo("v_threshold");
    assertThat(PartBinder.snakeCase("beta1")).isEqualTo("beta1");
    assertThat(PartBinder.snakeCase("tauFF")).isEqualTo("tau_ff");
  }

  public record Either(Value tauMem, @InsteadOf("tau_mem") Value alpha) {}

  @Test
  void anOptionInsteadOfAnotherDropsItsDefault() {
    Either either = new Either(Value.of(20), null);
    assertThat(PartBinder.bind(either, Map.of("alpha", 0.9)))
        .isEqualTo(new Either(null, Value.of(0.9)));
    assertThatThrownBy(() -> PartBinder.bind(either, Map.of("alpha", 0.9, "tau_mem", 5)))
        .hasMessage("give tau_mem or alpha, not both");
  }

  private static void assertRefused(Map<String, ?> options, String... text) {
    assertThatThrownBy(() -> PartBinder.bind(DEFAULTS, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(text);
  }
}
