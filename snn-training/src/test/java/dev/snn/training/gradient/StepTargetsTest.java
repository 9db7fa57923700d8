package dev.snn.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.procedure.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTargetsTest {
  @Test
  void theExampleIsTriedAsInAnEvaluation() {
    Run run = mock(Run.class, RETURNS_DEEP_STUBS);
    Samples one = new Samples(new long[] {3}, new float[1][1], null, null, null, new int[1][4]);
    when(run.dataset().train().gather(any())).thenReturn(one);
    Encoder encoder = mock(Encoder.class);
    when(run.encoder()).thenReturn(encoder);
    when(encoder.steps()).thenReturn(4);
    List<Pass> passes = new ArrayList<>();
    when(encoder.encode(any(), any()))
        .thenAnswer(
            call -> {
              passes.add(call.getArgument(1));
              throw new IllegalStateException("encoded");
            });

    assertThatThrownBy(() -> StepTargets.check(run)).hasMessage("encoded");
    assertThat(passes).singleElement().matches(pass -> !pass.training());
  }
}
