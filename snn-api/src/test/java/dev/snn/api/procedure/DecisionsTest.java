package dev.snn.api.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  @Test
  void theFirstSampleIsTheLowestBit() {
    Decisions decisions = new Decisions();
    for (boolean right : new boolean[] {true, false, true, true, false, false, false, true, true}) {
      decisions.add(right);
    }

    assertThat(decisions.size()).isEqualTo(9);
    assertThat(decisions.bits()).containsExactly(0x8d, 0x01);
  }

  @Test
  void thousandsComeBackFromTheirBits() {
    Decisions decisions = new Decisions();
    Random random = new Random(1);
    boolean[] right = new boolean[5003];
    for (int k = 0; k < right.length; k++) {
      right[k] = random.nextBoolean();
      decisions.add(right[k]);
    }
    Decisions read = Decisions.of(decisions.size(), decisions.bits());
    read.add(true);

    for (int k = 0; k < right.length; k++) {
      assertThat(read.isRight(k)).as("sample %d", k).isEqualTo(right[k]);
    }
    assertThat(read.isRight(right.length)).isTrue();
    assertThat(decisions.size()).isEqualTo(5003);
  }

  @Test
  void whatIsNotThere() {
    Decisions one = new Decisions();
    one.add(true);
    assertThatThrownBy(() -> one.isRight(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> one.isRight(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Decisions.of(9, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 decisions do not fit 1 bytes");
  }
}
