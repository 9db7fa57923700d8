package dev.snn.report.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.report.folder.TableFigure.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that experiment files ask for: which rows are in them, and where. */
class TableFigureTest {
  @TempDir Path dir;

  private void record(String row, long seed, double accuracy, String connectivity, int parameters)
      throws IOException {
    Path file = dir.resolve("records/e--%s--seed-%d.json".formatted(row, seed));
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"schema_version": 1, "experiment": "e", "row": "%s", "seed": %d, "status": "ok",
         "config_hash": "h", "config": {}, "dataset": {"name": "d"}, "parameters": %d,
         "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
         "final": {"scores": {"test": {"accuracy": %s%s}}}}
        """
            .formatted(
                row,
                seed,
                parameters,
                accuracy,
                connectivity.isEmpty() ? "" : ", \"connectivity\": " + connectivity));
  }

  private List<TableFigure> figures(String... asked) throws IOException {
    record("dense", 1, 0.9, "", 400);
    record("narrow[size=3]", 1, 0.7, "", 20);
    record("pruned[alpha=1]", 1, 0.875, "0.5", 400);
    record("pruned[alpha=1]", 2, 0.625, "0.25", 400);
    record("pruned[alpha=2]", 1, 0.5, "0.0625", 400);
    record("gone", 1, 0.1, "0", 400);
    Files.writeString(
        dir.resolve("table.json"),
        """
        {"version": 1, "files": [], "settings": [], "experiments": [
          {"name": "e", "title": "E", "citation": "", "seeds": [1, 2],
           "rows": {"dense": "h", "narrow[size=3]": "h", "pruned[alpha=1]": "h", "pruned[alpha=2]": "h", "gone": "h"},
           "cells": {"narrow[size=3]": {"row": "narrow", "values": {"size": 3}},
                     "pruned[alpha=1]": {"row": "pruned", "values": {"alpha": 1}},
                     "pruned[alpha=2]": {"row": "pruned", "values": {"alpha": 2}}},
           "figures": [%s]}]}
        """
            .formatted(String.join(",", asked)));
    return TableFigure.of(OutputFolder.read(dir));
  }

  @Test
  void rowsOfAGridAreACurveInTheOrderOfX() throws IOException {
    TableFigure figure = figures("{\"x\": \"connectivity\", \"y\": \"accuracy\"}").get(0);

    assertThat(figure.title()).isEqualTo("accuracy against connectivity");
    assertThat(figure.y().label()).isEqualTo("accuracy (%)");
    assertThat(figure.x().percent()).isFalse();
    assertThat(figure.curves()).containsOnlyKeys("pruned", "gone");
    List<Point> curve = figure.curves().get("pruned");
    assertThat(curve).extracting(Point::row).containsExactly("pruned[alpha=2]", "pruned[alpha=1]");
    assertThat(curve).extracting(Point::x).containsExactly(0.0625, 0.375);
    assertThat(curve.get(1).y()).isEqualTo(0.75);
    // Two seeds: t(0.975, 1) = 12.7062 times 0.125 = half the interval.
    assertThat(curve.get(1).low()).isCloseTo(0.75 - 1.588, within(1e-3));
    assertThat(curve.get(1).high()).isCloseTo(0.75 + 1.588, within(1e-3));
    assertThat(curve.get(0).low()).isNaN();
  }

  @Test
  void aRowWithoutXIsAtItsShareOfTheParametersOfTheWhole() throws IOException {
    TableFigure figure =
        figures(
                "{\"x\": \"connectivity\", \"y\": \"accuracy\", \"log\": \"X\", \"whole\": \"dense\"}")
            .get(0);

    assertThat(figure.curves().get("dense")).extracting(Point::x).containsExactly(1.0);
    assertThat(figure.curves().get("narrow")).extracting(Point::x).containsExactly(0.05);
    assertThat(figure.curves().get("pruned")).hasSize(2);
    assertThat(figure.curves())
        .as("0 has no place on a logarithmic axis")
        .doesNotContainKey("gone");
    assertThat(figure.x().log()).isTrue();
    assertThat(figure.y().log()).isFalse();
  }

  @Test
  void aCurveMayBeOfRowsThatTheFileNames() throws IOException {
    TableFigure figure =
        figures(
                "{\"x\": \"parameters\", \"y\": \"accuracy\","
                    + " \"curves\": {\"whole\": [\"dense\", \"narrow[size=3]\"]}}")
            .get(0);

    assertThat(figure.curves()).containsOnlyKeys("whole", "pruned", "gone");
    assertThat(figure.curves().get("whole"))
        .extracting(Point::row)
        .containsExactly("narrow[size=3]", "dense");
  }

  @Test
  void optionsOfAGridAreColumnsToo() throws IOException {
    TableFigure figure = figures("{\"x\": \"alpha\", \"y\": \"parameters\"}").get(0);

    assertThat(figure.curves()).containsOnlyKeys("pruned");
    assertThat(figure.curves().get("pruned")).extracting(Point::x).containsExactly(1.0, 2.0);
    assertThat(figure.curves().get("pruned")).extracting(Point::low).containsOnly(Double.NaN);
  }

  @Test
  void aFigureWithoutRowsSaysWhy() throws IOException {
    List<TableFigure> figures =
        figures(
            "{\"x\": \"conectivity\", \"y\": \"accuracy\"}",
            "{\"x\": \"connectivity\", \"y\": \"seconds_per_epoch\"}");

    assertThat(figures).hasSize(2).allMatch(figure -> figure.curves().isEmpty());
    assertThat(figures.get(0).nothing()).isEqualTo("No row has both 'conectivity' and 'accuracy'.");
    assertThat(figures.get(1).nothing())
        .startsWith("No row has both 'connectivity' and 'seconds_per_epoch'.")
        .contains("--jobs 1");
  }

  /** As after a table with --only. */
  @Test
  void aWholeThatTheTableLacksIsNamed() throws IOException {
    List<TableFigure> figures =
        figures(
            "{\"x\": \"connectivity\", \"y\": \"accuracy\", \"whole\": \"large\"}",
            "{\"x\": \"conectivity\", \"y\": \"accuracy\", \"whole\": \"large\"}",
            "{\"x\": \"connectivity\", \"y\": \"accuracy\", \"whole\": \"dense\"}",
            "{\"x\": \"parameters\", \"y\": \"accuracy\", \"whole\": \"large\"}");

    String note =
        "Rows without '%s' are left out: the table has no parameters of row 'large', which 'whole' names.";
    assertThat(figures.get(0).curves()).containsOnlyKeys("pruned", "gone");
    assertThat(figures.get(0).note()).contains(note.formatted("connectivity"));
    assertThat(figures.get(1).nothing())
        .isEqualTo(
            "No row has both 'conectivity' and 'accuracy'. " + note.formatted("conectivity"));
    assertThat(figures.get(2).note()).isEmpty();
    assertThat(figures.get(3).note()).as("no row is without x").isEmpty();
  }

  @Test
  void aNameOfAGridIsThatOfItsRows() throws IOException {
    TableFigure figure =
        figures(
                "{\"x\": \"parameters\", \"y\": \"accuracy\","
                    + " \"curves\": {\"all\": [\"pruned\", \"dense\"]}}")
            .get(0);

    assertThat(figure.curves()).containsOnlyKeys("all", "narrow", "gone");
    assertThat(figure.curves().get("all")).hasSize(3);
  }
}
