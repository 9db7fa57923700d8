package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
  @TempDir Path dir;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plot-without-source        | plot pareto
          plot-unknown-kind          | plot paretto {dir}
          plot-bad-ending            | plot pareto {dir} --out {dir}/figure.pdf
          plot-foreign-option        | plot pareto {dir} --x beta
          plot-missing-folder        | plot curves {dir}/nowhere
          plot-without-table         | plot pareto {dir}
          plot-table-bad-number      | plot table {dir} --number one
          plot-without-records       | plot curves {dir}
          plot-missing-file          | plot xy {dir}/nowhere.csv --x a --y b
          plot-without-x             | plot xy {dir}/a.csv --y b
          plot-unknown-column        | plot xy {dir}/a.csv --x betta --y accuracy
          plot-unknown-by            | plot xy {dir}/a.csv --x beta --y accuracy --by rwo
          plot-without-of            | plot width {dir} --y capacity
          plot-delays-nothing        | plot delays {dir}
          plot-raster-without-row    | plot raster tiny --out {dir}/p.png
          plot-not-a-number          | plot xy {dir}/a.csv --x beta --y row
          plot-without-rows          | plot projection tiny
          plot-one-row               | plot projection tiny --rows rate
          plot-unknown-row           | plot projection tiny --rows rate,vbi --out {dir}/p.svg
          plot-unknown-cell          | plot projection {dir}/grid.yaml --rows a[size=4,beta=0],a[size=4,beta=2] --out {dir}/p.svg
          plot-no-spikes             | plot projection tiny --rows rate,majority --out {dir}/p.svg
          plot-missing-experiment    | plot projection {dir}/nofile.yaml --rows rate,vib
          """)
  void mistakes(String name, String line) throws IOException {
    Golden.file(dir, "a.csv", "beta,accuracy,row", "0.1,0.5,rate");
    Golden.file(
        dir,
        "grid.yaml",
        "dataset: {type: digits}",
        "encoder: {type: latency, steps: 8}",
        "layers: [{type: srm-bernoulli, size: 10}]",
        "decoder: {type: rate}",
        "loss: {type: vib}",
        "grid: {'layers[0].size': [4], loss.beta: [0, 1]}",
        "rows: {a: {}}");

    Golden.error(dir, name, line.strip().replace("{dir}", dir.toString()).split(" "));

    assertThat(dir.resolve("p.svg")).doesNotExist();
    assertThat(dir.resolve("p.png")).doesNotExist();
  }

  @Test
  void aFigureOfAFileStandsBesideIt() throws IOException {
    Path csv = Golden.file(dir, "a.csv", "beta,accuracy", "0.1,0.5", "0.1,0.6", "0.2,0.7");

    Snn.Result result =
        Snn.run(dir, "plot", "xy", csv.toString(), "--x", "beta", "--y", "accuracy");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines().toList())
        .containsExactly(
            "beta 0.1: accuracy 0.550000 +- 0.635, n = 2", "beta 0.2: accuracy 0.700000, n = 1");
    assertThat(Files.readString(dir.resolve("a-xy.svg"))).contains("<svg");
  }

  @Test
  void aProjectionTrainsBothRows() {
    Path png = dir.resolve("p.png");

    Snn.Result result =
        Snn.run(
            dir,
            "plot",
            "projection",
            "tiny",
            "--rows",
            "rate,vib",
            "--quick",
            "--out",
            png.toString());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("rate: counts of 10 neurons", "vib: window of 10 neurons");
    assertThat(png).isNotEmptyFile();
  }
}
