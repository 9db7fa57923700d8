package dev.snn.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.record.RunId;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSpecTest {
  private static final RunSpec BARE =
      RunSpec.of(
          new RunId("digits", "lif#3", 9007199254740993L),
          "Digits",
          Trees.NODES.objectNode().put("dt", 0.1).put("samples", 1));

  private static RunSpec throughText(ObjectNode tree) {
    return RunSpec.of(Trees.parse(tree.toString(), "spec"));
  }

  @Test
  void nothingIsLostAsText() {
    RunSpec whole =
        BARE.ofSweep(Optional.of(Trees.NODES.objectNode().put("candidate", 3)))
            .on(Optional.of("plain"))
            .keeping(
                new RunSpec.Keep(
                    true,
                    true,
                    Optional.of(
                        new RunSpec.Checkpoints(
                            Path.of("a", "b"), new Interval(500, true), true))));
    assertThat(throughText(BARE.json()).json()).hasToString(BARE.json().toString());
    assertThat(throughText(BARE.json()).id()).isEqualTo(BARE.id());
    assertThat(throughText(whole.json()).json()).hasToString(whole.json().toString());
  }

  @Test
  void theNullOfAnotherWriterIsNothing() {
    ObjectNode tree = BARE.json();
    tree.putNull("candidate").putNull("backend");
    RunSpec read = throughText(tree);
    assertThat(read.candidate()).isEmpty();
    assertThat(read.backend()).isEmpty();
  }
}
