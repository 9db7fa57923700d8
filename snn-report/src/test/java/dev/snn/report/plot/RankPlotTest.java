package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankPlotTest {
  @TempDir Path dir;

  private void stream(String name, double... accuracies) throws IOException {
    for (int k = 0; k < accuracies.length; k++) {
      String row = "r" + k;
      Path file = dir.resolve("records/%s--%s--seed-1.json".formatted(name, row));
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          {"schema_version": 1, "experiment": "%s", "row": "%s", "seed": 1, "status": "ok",
           "config_hash": "h", "config": {}, "dataset": {"name": "d"},
           "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
           "final": {"scores": {"test": {"accuracy": %s}}}}
          """
              .formatted(name, row, accuracies[k]));
    }
  }

  private void manifest(String ranks) throws IOException {
    String experiment =
        """
        {"name": "%s", "title": "T", "citation": "", "seeds": [1],
         "rows": {"r0": "h", "r1": "h", "r2": "h", "r3": "h"}%s}
        """;
    Files.writeString(
        dir.resolve("table.json"),
        "{\"version\": 1, \"files\": [], \"settings\": [], \"experiments\": [%s, %s]}"
            .formatted(experiment.formatted("one", ranks), experiment.formatted("two", ranks)));
  }

  @Test
  void theRanksOfATable() throws IOException {
    stream("one", 0.5, 0.6, 0.7, 0.8);
    stream("two", 0.5, 0.7, 0.6, 0.8);
    manifest(", \"ranks\": \"accuracy\"");

    Figure figure = RankPlot.of(dir, null);

    assertThat(figure.lines())
        .startsWith(
            "r3: average rank 1.00",
            "r1: average rank 2.50",
            "r2: average rank 2.50",
            "r0: average rank 4.00")
        .contains("No difference seen from r3 to r0.");
    String svg = new String(figure.svg(), StandardCharsets.UTF_8);
    assertThat(svg).contains("<svg", "</svg>", "<path").doesNotContain("<text", "NaN");
    assertThat(new String(RankPlot.of(dir, null).svg(), StandardCharsets.UTF_8)).isEqualTo(svg);
    assertThat(figure.with(new Look("Title", null, null, null, Look.Size.of("640x300"))).png())
        .isNotEmpty();
  }

  @Test
  void aMetricMayBeNamed() throws IOException {
    stream("one", 0.5, 0.6, 0.7, 0.8);
    stream("two", 0.5, 0.7, 0.6, 0.8);
    manifest("");

    assertThat(RankPlot.of(dir, "accuracy").lines()).contains("r3: average rank 1.00");
    assertThatThrownBy(() -> RankPlot.of(dir, null))
        .isInstanceOf(UserError.class)
        .hasMessage(
            dir
                + ": ranks need two experiments or more, and none here has 'ranks: METRIC' in its"
                + " file. Run 'snn table' of the folder with their files, or name a metric with"
                + " --y.");
    assertThatThrownBy(() -> RankPlot.of(dir, "acuracy"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--y: no metric named 'acuracy' in %s. Did you mean 'accuracy'? Valid: [accuracy]."
                .formatted(dir));
  }

  @Test
  void oneStreamAlone() throws IOException {
    stream("one", 0.5, 0.6, 0.7, 0.8);
    assertThatThrownBy(() -> RankPlot.of(dir, "accuracy"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there are 1 with 4");
  }

  /** Letters are outlines, so that all that is drawn has coordinates. */
  @Test
  void thePictureIsAsWideAsItsNamesNeed() {
    List<String> names =
        IntStream.range(0, 4)
            .mapToObj(k -> "hoeffding-adaptive-tree".repeat(3) + "-shuffled-grf-" + k)
            .toList();
    Figure figure =
        new Figure(
            List.of(new RankChart(names, new double[] {1, 2, 3, 4}, 1.5, List.of())), List.of());
    String svg = new String(figure.svg(), StandardCharsets.UTF_8);

    double width = widthOf(svg);
    double[] x = horizontal(svg);
    assertThat(x).hasSizeGreaterThan(1000);
    assertThat(Arrays.stream(x).min().orElseThrow()).isBetween(0.0, 40.0);
    assertThat(Arrays.stream(x).max().orElseThrow()).isBetween(width - 40, width);
  }

  private static double widthOf(String svg) {
    Matcher matcher = Pattern.compile("<svg[^>]* width=\"([0-9.]+)").matcher(svg);
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** First number of each pair in the paths but the first, which is the background. */
  private static double[] horizontal(String svg) {
    return Pattern.compile("<path d=\"([^\"]*)\"")
        .matcher(svg)
        .results()
        .flatMap(
            path -> Pattern.compile("(-?[0-9.]+)[ ,](-?[0-9.]+)").matcher(path.group(1)).results())
        .mapToDouble(pair -> Double.parseDouble(pair.group(1)))
        .toArray();
  }

  /** Black where a bar has to be, white between the bars. */
  @Test
  void barsJoinWhatIsNotDifferent() {
    RankChart chart =
        new RankChart(
            List.of("a", "b", "c"),
            new double[] {1, 2, 3},
            1.5,
            List.of(new int[] {0, 1}, new int[] {1, 2}));
    BufferedImage image =
        new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();

    // Two bars meet at the middle rank, so they are on two levels: 9 and 18 below the axis.
    int axis = 34 + 84 - 22;
    int quarter = chart.getWidth() / 2 - 60;
    int threeQuarters = chart.getWidth() / 2 + 60;
    assertThat(new Color(image.getRGB(quarter, axis + 9))).isEqualTo(Color.BLACK);
    assertThat(new Color(image.getRGB(threeQuarters, axis + 9))).isEqualTo(Color.WHITE);
    assertThat(new Color(image.getRGB(quarter, axis + 18))).isEqualTo(Color.WHITE);
    assertThat(new Color(image.getRGB(threeQuarters, axis + 18))).isEqualTo(Color.BLACK);
  }
}
