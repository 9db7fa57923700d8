package dev.snn.engine.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HintTest {
  private static final List<String> NAMES = List.of("alif", "gradient", "lif", "lif-trace");

  @Test
  void swappedLettersAndBeginningsAreFound() {
    assertThat(Hint.didYouMean("lfi", NAMES)).isEqualTo(" Did you mean 'lif'?");
    assertThat(Hint.didYouMean("LIF", NAMES)).isEqualTo(" Did you mean 'lif'?");
    assertThat(Hint.didYouMean("grad", NAMES)).isEqualTo(" Did you mean 'gradient'?");
  }

  @Test
  void ofNamesAsNearTheOneOfTheSameLengthIsMeant() {
    assertThat(Hint.didYouMean("lfi", List.of("li", "lif"))).isEqualTo(" Did you mean 'lif'?");
    assertThat(Hint.didYouMean("lfi", List.of("lif", "li"))).isEqualTo(" Did you mean 'lif'?");
  }

  @Test
  void capitalsDoNotMatter() {
    assertThat(Hint.didYouMean("SGD", List.of("Adam", "Sgd"))).isEqualTo(" Did you mean 'Sgd'?");
    assertThat(Hint.didYouMean("GRAD", NAMES)).isEqualTo(" Did you mean 'gradient'?");
  }

  @Test
  void nothingNearGivesNoHint() {
    assertThat(Hint.didYouMean("transformer", NAMES)).isEmpty();
  }

  @Test
  void dashesOfAnOptionDoNotMakeItNearer() {
    assertThat(Hint.didYouMean("--seed", List.of("--help"))).isEmpty();
    assertThat(Hint.didYouMean("--quik", List.of("--quick"))).contains("--quick");
  }

  @Test
  void distanceCountsEdits() {
    assertThat(Hint.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Hint.distance("ab", "ba")).isEqualTo(1);
    assertThat(Hint.distance("", "abc")).isEqualTo(3);
  }
}
