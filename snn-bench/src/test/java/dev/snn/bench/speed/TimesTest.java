package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static Times of(double... millis) {
    return new Times(millis);
  }

  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(of(9, 1, 4).median()).isEqualTo(4);
  }

  @Test
  void medianOfAnEvenNumberIsHalfWay() {
    assertThat(of(9, 1, 4, 5).median()).isEqualTo(4.5);
  }

  @Test
  void ninetyPercentAreNotAboveP90() {
    assertThat(new Times(DoubleStream.iterate(10, x -> x - 1).limit(10).toArray()).p90())
        .isEqualTo(9);
    assertThat(new Times(DoubleStream.iterate(15, x -> x - 1).limit(15).toArray()).p90())
        .isEqualTo(14);
    assertThat(of(7).p90()).isEqualTo(7);
  }

  @Test
  void smallestAndNumber() {
    Times times = Times.ofMillis(List.of(3.0, 2.0, 8.0));
    assertThat(times.min()).isEqualTo(2);
    assertThat(times.n()).isEqualTo(3);
  }

  @Test
  void givenTimesAreLeftAsTheyWere() {
    double[] given = {3, 1, 2};
    assertThat(new Times(given).millis()).containsExactly(1, 2, 3);
    assertThat(given).containsExactly(3, 1, 2);
  }

  @Test
  void noTimesAreRefused() {
    assertThatThrownBy(() -> of()).isInstanceOf(IllegalArgumentException.class);
  }
}
