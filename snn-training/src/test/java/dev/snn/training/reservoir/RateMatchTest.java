package dev.snn.training.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.procedure.RunFailure;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RateMatchTest {
  private static double find(double target, DoubleUnaryOperator rate) {
    return find(0, target, rate);
  }

  private static double find(double bias, double target, DoubleUnaryOperator rate) {
    return new RateMatch(new RateOptions(bias, target, true, 1e-6, 1), rate).find();
  }

  @Test
  void findsTheCurrentFromEitherSide() {
    DoubleUnaryOperator softplus = current -> 10 * Math.log1p(Math.exp(current - 3));
    assertThat(softplus.applyAsDouble(find(25, softplus))).isEqualTo(25, within(1e-4));
    assertThat(softplus.applyAsDouble(find(0.01, softplus))).isEqualTo(0.01, within(1e-7));
    assertThat(find(softplus.applyAsDouble(0), softplus)).isZero();
    assertThat(find(5, softplus.applyAsDouble(5), softplus)).isEqualTo(5);
    assertThat(softplus.applyAsDouble(find(5, 2, softplus))).isEqualTo(2, within(1e-5));
  }

  @Test
  void whereTheRateJumpsOverTheTargetTheNearerSideIsTaken() {
    DoubleUnaryOperator step = current -> current < 2 ? 4 : 12;
    assertThat(step.applyAsDouble(find(9, step))).isEqualTo(12);
    assertThat(step.applyAsDouble(find(7, step))).isEqualTo(4);
  }

  @Test
  void aRateThatCannotBeReachedFailsTheRun() {
    assertThatThrownBy(() -> find(1000, current -> Math.min(500, current)))
        .isInstanceOf(RunFailure.class)
        .hasMessage(
            "no constant current makes the network fire at 1.00e+03 spikes per neuron and second; it"
                + " fires at 500 with a current of 1.07e+06");
  }
}
