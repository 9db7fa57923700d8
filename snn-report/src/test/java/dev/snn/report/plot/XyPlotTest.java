package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

/** A column of a table against another: rows with a grid, and how the figure looks. */
class XyPlotTest {
  @TempDir Path dir;

  /** Rows a and b on a grid of sizes and encoders. */
  private Path table() throws IOException {
    StringBuilder csv =
        new StringBuilder("experiment,row,accuracy_mean,base,size,encoder,footprint_bytes\n");
    for (String row : List.of("a", "b")) {
      for (int size : List.of(4, 8)) {
        for (String encoder : List.of("latency.1", "rate")) {
          csv.append(
              "e,\"%s[size=%d,encoder=%s]\",0.%d,%s,%d,%s,%d\n"
                  .formatted(row, size, encoder, size, row, size, encoder, size));
        }
      }
    }
    return Files.writeString(dir.resolve("table.csv"), csv);
  }

  @Test
  void rowsOfATableAreNotAveraged() throws IOException {
    Path csv = table();
    assertThatThrownBy(() -> XyPlot.of(csv, "size", "accuracy_mean", List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("2 rows have size 4 in one curve")
        .hasMessageContaining("(a[size=4,encoder=latency.1] and a[size=4,encoder=rate])")
        .hasMessageEndingWith("--by encoder.");
    assertThatThrownBy(() -> XyPlot.of(csv, "size", "accuracy_mean", List.of("encoder")))
        .hasMessageEndingWith("--by base.");
  }

  @Test
  void aTableHasACurveForEachRowWithoutItsGrid() throws IOException {
    Figure figure = XyPlot.of(table(), "size", "accuracy_mean", List.of("base", "encoder"));
    assertThat(figure.charts().get(0).getSeriesMap())
        .containsOnlyKeys("a, latency.1", "a, rate", "b, latency.1", "b, rate");
    assertThat(figure.lines())
        .contains("base, encoder b, rate, size 8: accuracy_mean 0.800000, n = 1");

    Path one =
        Files.writeString(
            dir.resolve("one.csv"), "row,base,beta,y\n\"a[beta=1]\",a,1,2\n\"b[beta=1]\",b,1,3\n");
    assertThat(XyPlot.of(one, "beta", "y", List.of()).charts().get(0).getSeriesMap())
        .containsOnlyKeys("a", "b");
  }

  @Test
  void seedsOfOneRowAreAveraged() throws IOException {
    Path csv =
        Files.writeString(dir.resolve("runs.csv"), "row,seed,tau,accuracy\na,1,5,0.5\na,2,5,0.7\n");
    assertThat(XyPlot.of(csv, "tau", "accuracy", List.of()).lines())
        .containsExactly("tau 5: accuracy 0.600000 +- 1.27, n = 2");
  }

  @Test
  void titleLabelsScaleAndSizeAreTheUsers() throws IOException {
    Path csv = Files.writeString(dir.resolve("a.csv"), "x,y\n1,10\n2,1000\n");
    Look look = new Look("Title", "across", "up", Set.of('y'), new Look.Size(900, 300));

    Figure figure = XyPlot.of(csv, "x", "y", List.of()).with(look);

    XYChart chart = figure.charts().get(0);
    assertThat(chart.getTitle()).isEqualTo("Title");
    assertThat(chart.getXAxisTitle()).isEqualTo("across");
    assertThat(chart.getYAxisTitle()).isEqualTo("up");
    assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
    assertThat(chart.getStyler().isXAxisLogarithmic()).isFalse();
    Path png = dir.resolve("f.png");
    new FigureFile(png).write(figure);
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(1800, 600);
  }

  @Test
  void aLogarithmicAxisNeedsValuesAboveZero() throws IOException {
    Path csv = Files.writeString(dir.resolve("a.csv"), "x,y\n0,1\n2,3\n");
    Look look = new Look(null, null, null, Set.of('x'), null);
    assertThatThrownBy(() -> XyPlot.of(csv, "x", "y", List.of()).with(look))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--log x: a value or the end of an interval is 0");
    assertThatThrownBy(() -> Look.Size.of("640")).hasMessageContaining("WIDTHxHEIGHT");
    assertThatThrownBy(() -> Look.Size.of("10x10")).hasMessageContaining("between 100 and 10000");
    assertThatThrownBy(() -> Look.axes("z")).hasMessageContaining("x, y, xy or none");
  }
}
