package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.snn.api.plugin.UserError;
import dev.snn.report.folder.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

/** Figures of the records of reservoirs. */
class RecordFiguresTest {
  private static final String TAU = "training.reservoir.tau_mem";

  @TempDir Path dir;

  private void record(String row, int seed, int hold, String tau, double c1, double c2)
      throws IOException {
    Path file = dir.resolve("records/" + row + "-" + seed + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"schema_version": 1, "experiment": "e", "row": "%s", "seed": %d, "status": "ok",
         "config_hash": "x",
         "config": {"training": {"hold": %d, "reservoir": {"tau_mem": %s, "size": 5}}},
         "metrics": [{"name": "capacity", "unit": "", "higher_is_better": true}],
         "final": {"scores": {"test": {"capacity": %s}, "test@delays": {"1": %s, "2": %s}}}}
        """
            .formatted(row, seed, hold, tau, c1 + c2, c1, c2));
  }

  private void width() throws IOException {
    record("a-equal", 1, 5, "60", 1, 0.5);
    record("a-equal", 2, 5, "60", 1, 0.25);
    record("a-wide", 1, 5, "{\"gamma\": {\"shape\": 4, \"scale\": 15}}", 1, 1);
    record("a-wide", 2, 5, "{\"gamma\": {\"shape\": 4, \"scale\": 15}}", 1, 0.75);
    record("b-wide", 1, 20, "{\"normal\": {\"mean\": 60, \"sd\": 6}}", 0.5, 0.5);
  }

  @Test
  void widthIsDeviationOverMeanAndLinesAreWhatElseDiffers() throws IOException {
    width();

    Figure figure = WidthPlot.of(dir, TAU, List.of("capacity"), false);

    // t(0.975, 1) = 12.7062; both pairs differ by 0.25: 12.7062 * 0.125.
    assertThat(figure.lines())
        .containsExactlyInAnyOrder(
            "capacity, hold=5, width 0.000: 1.37500 +- 1.59, n = 2",
            "capacity, hold=5, width 0.5000: 1.87500 +- 1.59, n = 2",
            "capacity, hold=20, width 0.1000: 1.00000, n = 1");
  }

  @Test
  void differencesArePairedBySeed() throws IOException {
    width();

    Figure figure = WidthPlot.of(dir, TAU, List.of("capacity"), true);

    assertThat(figure.lines())
        .containsExactly("capacity, hold=5, width 0.5000: 0.500000 +- 0.00, n = 2");
    assertThat(figure.charts()).hasSize(1);
  }

  @Test
  void aMeanThatDiffersMakesAnotherLine() throws IOException {
    record("a", 1, 5, "60", 1, 1);
    record("b", 1, 5, "{\"gamma\": {\"shape\": 4, \"scale\": 5}}", 1, 1);

    assertThat(WidthPlot.of(dir, TAU, List.of("capacity", "capacity"), false).lines())
        .contains(
            "capacity, mean tau_mem=20, width 0.5000: 2.00000, n = 1",
            "capacity, mean tau_mem=60, width 0.000: 2.00000, n = 1");
  }

  @Test
  void deviationsOfDistributions() throws IOException {
    assertSpread("{\"gamma\": {\"shape\": 9, \"scale\": 2}}", 18, 6);
    assertSpread("{\"normal\": {\"mean\": -4, \"sd\": 3}}", -4, 3);
    assertSpread("{\"uniform\": {\"low\": 0, \"high\": 12}}", 6, Math.sqrt(12));
    double mean = Math.exp(1 + 0.125);
    assertSpread(
        "{\"log_normal\": {\"mu\": 1, \"sigma\": 0.5}}", mean, mean * Math.sqrt(Math.expm1(0.25)));
    assertThat(
            Spread.of(new ObjectMapper().readTree("{\"normal\": {\"mean\": -4, \"sd\": 3}}"))
                .width())
        .isEqualTo(0.75);
  }

  private static void assertSpread(String json, double mean, double deviation) throws IOException {
    Spread spread = Spread.of(new ObjectMapper().readTree(json));
    assertThat(spread.mean()).isEqualTo(mean, within(1e-9));
    assertThat(spread.deviation()).isEqualTo(deviation, within(1e-9));
  }

  @Test
  void delaysAreMeansOverSeeds() throws IOException {
    width();

    Figure figure = DelaysPlot.of(dir, List.of("a-wide", "a-equal"));

    assertThat(figure.lines())
        .containsExactly(
            "a-wide: capacity 1.8750, mean of 2 runs", "a-equal: capacity 1.3750, mean of 2 runs");
    XYChart chart = figure.charts().get(0);
    assertThat(chart.getSeriesMap().get("a-wide").getXData()).containsExactly(1, 2);
    assertThat(chart.getSeriesMap().get("a-wide").getYData()).containsExactly(1, 0.875);
    assertThat(DelaysPlot.of(dir, List.of()).lines()).hasSize(3);
  }

  @Test
  void seriesAreMeansOverSeeds() throws IOException {
    width();

    Figure figure = SeriesPlot.of(dir, null, List.of("a-wide", "b-wide"));

    assertThat(figure.lines())
        .containsExactly(
            "a-wide: capacity_by_delay 0.8750 at delay 2, mean of 2 runs",
            "b-wide: capacity_by_delay 0.5000 at delay 2, mean of 1 run");
    assertThat(figure.charts().get(0).getSeriesMap().get("a-wide").getYData())
        .containsExactly(1, 0.875);
    assertThatThrownBy(() -> SeriesPlot.of(dir, "capacity_by_delays", List.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the records in %s have no series 'capacity_by_delays'. Did you mean 'capacity_by_delay'? Series: capacity_by_delay."
                .formatted(dir));
  }

  @Test
  void mistakes() throws IOException {
    width();
    assertThatThrownBy(() -> WidthPlot.of(dir, "training.tau", List.of("capacity"), false))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the records in %s have no option 'training.tau'. Give its path, as training.reservoir.tau_mem."
                .formatted(dir));
    assertThatThrownBy(() -> WidthPlot.of(dir, TAU, List.of("capacty"), false))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the records in %s have no metric 'capacty'. Did you mean 'capacity'? Metrics: capacity."
                .formatted(dir));
    assertThatThrownBy(() -> DelaysPlot.of(dir, List.of("a-wde")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the records in %s have no row 'a-wde'. Did you mean 'a-wide'? Rows: a-equal, a-wide, b-wide."
                .formatted(dir));
    Files.delete(dir.resolve("records/a-equal-1.json"));
    Files.delete(dir.resolve("records/a-equal-2.json"));
    assertThatThrownBy(() -> WidthPlot.of(dir, TAU, List.of("capacity"), true))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the records in %s have no constant value to compare distributions with. Leave out --difference, or add a row with one."
                .formatted(dir));
  }
}
