package dev.snn.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import dev.snn.bench.speed.PeerFailure;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.Scores;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which answers of a peer are those of the same network. */
class NirTaskTest {
  private static final int STEPS = 1000;

  private SnnEngine engine;
  private NirTask task;
  private Scores ours;

  /** Two examples: the first line of one fires most, the second of the other. */
  @BeforeEach
  void run() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"));
    NirNetwork network =
        NirCommand.network(
            NirReader.read(Path.of("src/test/resources/nir/plain.nir")),
            new Settings(0.01, Scheme.EXACT, false, false),
            engine);
    Tensor input = Tensor.zeros(STEPS, 2, 2);
    for (int t = 0; t < STEPS; t++) {
      input.row(t, 0)[0] = 9;
      input.row(t, 1)[1] = 9;
    }
    List<Scores.Group> groups =
        List.of(new Scores.Group(input, new long[] {0, 1}, new int[] {0, 1}));
    task = new NirTask(network, groups, STEPS, Optional.empty());
    task.pass(Parallel.SEQUENTIAL);
    ours = Scores.of(network, groups, Parallel.SEQUENTIAL);
    assertThat(ours.classes()).containsExactly(0, 1);
    assertThat(Arrays.stream(ours.spikes().get("lif")).sum()).isGreaterThan(2000);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Our own numbers, with the spikes by a factor. */
  private ObjectNode answer(double factor) {
    ObjectNode answer = Trees.NODES.objectNode();
    ArrayNode sums = answer.putArray("sums");
    for (double[] example : ours.sums()) {
      ArrayNode lines = sums.addArray();
      Arrays.stream(example).forEach(lines::add);
    }
    ArrayNode counts = answer.putObject("spikes").putArray("lif");
    Arrays.stream(ours.spikes().get("lif")).forEach(count -> counts.add(factor * count));
    return answer;
  }

  @Test
  void sumsInAnotherOrderMayMoveAFewSpikes() {
    assertThatCode(() -> task.compare(answer(1))).doesNotThrowAnyException();
    assertThatCode(() -> task.compare(answer(1.0005))).doesNotThrowAnyException();
  }

  @Test
  void anotherClassIsAnotherNetwork() {
    ObjectNode answer = answer(1);
    ArrayNode second = (ArrayNode) answer.path("sums").path(1);
    second.removeAll().add(2).add(1);

    assertThatThrownBy(() -> task.compare(answer))
        .isInstanceOf(PeerFailure.class)
        .hasMessage(
            "example 1 is of class 1 here and 0 at the peer; the two compute different things, so their times are not compared.");
  }

  @Test
  void twoThousandthsOfTheSpikesAreAnotherNetwork() {
    for (double factor : new double[] {0.998, 1.002}) {
      assertThatThrownBy(() -> task.compare(answer(factor)))
          .isInstanceOf(PeerFailure.class)
          .hasMessageStartingWith("node 'lif' fires ")
          .hasMessageEndingWith("so their times are not compared.");
    }
  }

  @Test
  void anAnswerWithoutNumbersIsNone() {
    ObjectNode answer = answer(1);
    answer.remove("spikes");

    assertThatThrownBy(() -> task.compare(answer)).isInstanceOf(PeerFailure.class);
    assertThatThrownBy(() -> task.compare(Trees.NODES.objectNode()))
        .isInstanceOf(PeerFailure.class);
  }
}
