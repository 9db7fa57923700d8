package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineErrorsTest {
  @TempDir Path dir;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown-command          | tabel tiny
          unknown-global-option    | --versoin
          unknown-option           | table tiny --quik
          option-of-other-command  | list --row rate
          short-option             | list -q
          option-without-value     | table tiny --out
          option-twice             | --threads 1 list --threads 2
          quick-and-full           | table tiny --quick --full
          threads-negative         | --threads -2 list
          threads-zero             | list --threads 0
          threads-word             | list --threads many
          threads-huge             | list --threads 1000000
          backend-unknown          | run tiny --row rate --backend plian
          data-home-missing        | run tiny --row rate --data-home {dir}/nowhere
          plugins-missing          | list --plugins {dir}/nowhere
          list-too-many-words      | list neuron lif
          list-unknown-family      | list neurn
          describe-too-few-words   | describe neuron
          describe-unknown-family  | describe encodr rate
          describe-unknown-name    | describe neuron lfi
          table-without-name       | table
          table-unknown-name       | table tny
          table-unknown-only       | table tiny --only vibb --out {dir}/out
          shard-zero               | table tiny --shard 0/3 --out {dir}/out
          shard-above              | table tiny --shard 4/3 --out {dir}/out
          shard-word               | table tiny --shard a/b --out {dir}/out
          shard-alone              | table tiny --shard 2 --out {dir}/out
          shard-dry-run            | table tiny --shard 1/3 --dry-run --out {dir}/out
          shard-on                 | table tiny --shard 1/3 --on local --out {dir}/out
          shard-master             | table tiny --shard 1/3 --master local[2] --out {dir}/out
          table-without-profile    | table tiny --full --out {dir}/out
          table-on-unknown         | table tiny --on sparc --out {dir}/out
          table-on-spark-not-built | table tiny --on spark --master local[2] --out {dir}/out
          table-local-master       | table tiny --master local[2] --out {dir}/out
          run-without-file         | run
          run-missing-file         | run {dir}/nofile.yaml
          run-folder               | run some
          run-two-files            | run tiny single
          run-without-row          | run tiny
          run-unknown-row          | run tiny --row vbi --out {dir}/out
          run-seed-word            | run tiny --row rate --seed one
          set-unknown-key          | run tiny --row rate --set training.epoch=3
          set-unknown-path         | run tiny --row rate --set layers[7].size=3
          set-without-value        | run tiny --row rate --set training.epochs=
          set-without-equals       | run tiny --row rate --set training.epochs
          set-wrong-type           | run tiny --row rate --set training.epochs=three
          set-out-of-range         | run tiny --row rate --set layers[0].neuron.tau_mem=-1
          set-unknown-name         | run tiny --row rate --set layers[0].neuron.type=lfi
          repro-missing-file       | repro {dir}/record.json
          repro-without-file       | repro
          check-plugin-missing     | check-plugin {dir}/qif.jar
          new-plugin-few-words     | new-plugin neuron yourlab.lif
          new-plugin-family        | new-plugin nuron yourlab.lif {dir}/new
          new-plugin-no-prefix     | new-plugin neuron lif {dir}/new
          new-plugin-bad-name      | new-plugin neuron yourlab.LIF {dir}/new
          new-plugin-java          | new-plugin neuron java.lif {dir}/new
          new-plugin-ours          | new-plugin neuron dev.snn.lif {dir}/new
          new-plugin-not-empty     | new-plugin neuron yourlab.lif src/test
          new-plugin-file          | new-plugin neuron yourlab.lif pom.xml
          new-plugin-no-modules    | new-plugin neuron yourlab.lif {dir}/new
          data-without-verb        | data
          data-unknown-verb        | data fetsch mnist
          data-without-name        | data verify
          data-unknown-name        | data fetch minst
          data-own-files           | data fetch csv
          data-missing             | data verify fashion-mnist
          data-missing-by-hand     | data verify nmnist
          data-show-missing        | data show {dir}/none.raw
          data-show-without-file   | data show
          option-of-another        | table tiny --seed 3
          bench-unknown-workload   | bench lif-mnst
          bench-too-many-words     | bench lif-mnist latency
          bench-json-folder        | bench --json {dir}
          bench-unknown-peer       | bench --against torsh
          bench-without-peer       | bench latency --against torch
          bench-unknown-learner    | bench stream --only knm
          bench-only-elsewhere     | bench latency --only knn
          bench-samples-odd        | bench stream --samples 12345
          bench-moa-without-jar    | bench stream --against moa
          bench-moa-missing-jar    | bench stream --against moa --moa-jar {dir}/moa.jar
          bench-jar-without-moa    | bench stream --moa-jar {dir}/moa.jar
          """)
  void saysWhatIsWrong(String name, String line) throws IOException {
    String[] args = line.replace("{dir}", dir.toString()).split(" ");

    Golden.error(dir, name, args);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_24)
  void aBackendThatCannotRunSaysWhatItNeeds() {
    Snn.Result result = Snn.run(dir, "--backend", "vector", "--version");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "snn: the backend 'vector' needs Java 25 or newer, this is %d; run with JAVA_HOME set to a newer JDK, or leave --backend out.\n"
                .formatted(Runtime.version().feature()));
  }

  @Test
  void namesWhatThereIs() {
    Snn.Result result = Snn.run(dir, "describe", "neuron", "lfi");

    assertThat(result.err()).containsPattern("Available: \\[.*\\blif\\b.*\\bplif\\b.*\\]");
  }

  @Test
  void debugAddsTheStackTrace() {
    Snn.Result result = Snn.run(dir, "--debug", "describe", "neuron", "lfi");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("Did you mean 'lif'?").contains("\tat dev.snn");
  }
}
