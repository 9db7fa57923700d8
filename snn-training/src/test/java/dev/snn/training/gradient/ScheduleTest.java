package dev.snn.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static GradientPlugin.Config config(Schedule schedule, double warmup, double end) {
    return new GradientPlugin.Config(
        Part.of("bptt"),
        Part.of("adam"),
        8,
        10,
        schedule,
        warmup,
        end,
        2,
        0.5,
        0,
        0,
        true,
        1,
        0,
        false,
        false,
        List.of(),
        0,
        null,
        List.of());
  }

  @Test
  void schedules() {
    assertThat(Schedule.CONSTANT.scale(config(Schedule.CONSTANT, 0, 0), 77, 10)).isEqualTo(1);
    GradientPlugin.Config linear = config(Schedule.LINEAR, 0, 0.2);
    assertThat(Schedule.LINEAR.scale(linear, 0, 10)).isEqualTo(1);
    assertThat(Schedule.LINEAR.scale(linear, 50, 10)).isEqualTo(0.6, within(1e-12));
    GradientPlugin.Config cosine = config(Schedule.COSINE, 0, 0);
    assertThat(Schedule.COSINE.scale(cosine, 50, 10)).isEqualTo(0.5, within(1e-12));
    assertThat(Schedule.COSINE.scale(cosine, 100, 10)).isEqualTo(0, within(1e-12));
    GradientPlugin.Config step = config(Schedule.STEP, 0, 0);
    assertThat(Schedule.STEP.scale(step, 19, 10)).isEqualTo(1);
    assertThat(Schedule.STEP.scale(step, 20, 10)).isEqualTo(0.5);
    assertThat(Schedule.STEP.scale(step, 99, 10)).isEqualTo(0.0625);
  }

  @Test
  void theLearningRateRisesOverTheWarmup() {
    GradientPlugin.Config config = config(Schedule.LINEAR, 2, 0);
    assertThat(Schedule.LINEAR.scale(config, 0, 10)).isEqualTo(0.05, within(1e-12));
    assertThat(Schedule.LINEAR.scale(config, 19, 10)).isEqualTo(1, within(1e-12));
    assertThat(Schedule.LINEAR.scale(config, 60, 10)).isEqualTo(0.5, within(1e-12));
  }
}
