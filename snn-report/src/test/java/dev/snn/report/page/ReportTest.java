package dev.snn.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @TempDir static Path shared;
  private static Path folder;
  @TempDir Path fresh;

  @BeforeAll
  static void table() {
    folder = Folders.table(shared);
  }

  private static JsonNode data(String html) throws IOException {
    Matcher matcher = DATA.matcher(html);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  @Test
  void itIsOneSmallFileThatAsksForNothing() {
    String html = Report.of(folder).html();

    assertThat(html.length()).isBetween(200_000, 1_000_000);
    assertThat(html)
        .contains("default-src 'none'; script-src 'unsafe-inline'", "Chart.js v4")
        .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?\\s*(https?:|//|file:)")
        .doesNotContainPattern("\\burl\\(|@import|sourceMappingURL")
        .doesNotContainPattern("\\bfetch\\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon")
        .doesNotContain("{{");
    assertThat(html.split("<script", -1)).hasSize(4);
    assertThat(html.split("</script>", -1)).hasSize(4);
  }

  @Test
  void theSameFolderGivesTheSameReport() {
    assertThat(Report.of(folder).html()).isEqualTo(Report.of(folder).html());
  }

  @Test
  void theTableIsThatOfTheCsvFile() throws IOException {
    JsonNode table = data(Report.of(folder).html()).path("table");

    assertThat(texts(table.path("columns"), "label"))
        .startsWith("row", "data set", "status", "n", "accuracy", "spikes/example", "parameters")
        .contains("validation accuracy", "shuffled accuracy", "rate_bits", "encoder.steps")
        .doesNotContain("experiment", "accuracy_sd", "accuracy_ci_low");
    List<String> csv = Files.readAllLines(folder.resolve("table.csv"));
    List<String> header = List.of(csv.get(0).split(","));
    String[] rate = csv.get(2).split(",", -1);
    JsonNode row = table.path("rows").path(1);
    assertThat(row.path(0).asText()).isEqualTo("rate");
    assertThat(row.path(4).path("value").asDouble())
        .isEqualTo(Double.parseDouble(rate[header.indexOf("accuracy_mean")]));
    assertThat(row.path(4).path("ci_high").asDouble())
        .isEqualTo(Double.parseDouble(rate[header.indexOf("accuracy_ci_high")]));
    JsonNode accuracy = table.path("columns").path(4);
    assertThat(accuracy.path("percent").asBoolean()).isTrue();
    assertThat(accuracy.path("higher_is_better").asBoolean()).isTrue();
  }

  @Test
  void runsWithoutResultsHaveTheirReasons() throws IOException {
    JsonNode runs = data(Report.of(folder).html()).path("runs");

    assertThat(texts(runs, "row")).containsExactly("wide", "far", "wild");
    assertThat(texts(runs, "status")).containsExactly("n/a", "skipped", "failed");
    assertThat(runs.path(1).path("reason").asText()).contains("snn data fetch fashion-mnist");
    assertThat(runs.path(2).path("reason").asText()).startsWith("loss is ");
    assertThat(runs.path(2).path("seeds")).hasToString("[1,2]");
  }

  @Test
  void aSeedWithoutRecordIsNamed() throws IOException {
    Path copy = Folders.copy(folder, fresh.resolve("copy"), "nothing", "nothing");
    Files.delete(copy.resolve("records/kinds--rate--seed-2.json"));

    JsonNode runs = data(Report.of(copy).html()).path("runs");

    assertThat(runs.get(3))
        .hasToString(
            "{\"row\":\"rate\",\"status\":\"not run\",\"reason\":\"there is no record of"
                + " it\",\"seeds\":[2]}");
  }

  @Test
  void curvesHaveALineForEachSeed() throws IOException {
    JsonNode curves = data(Report.of(folder).html()).path("curves");

    assertThat(texts(curves, "name"))
        .startsWith("accuracy, test", "accuracy, validation", "accuracy, test shuffled in time")
        .contains("rate_bits", "training loss", "readout spikes per example", "mse, test");
    JsonNode test = curves.path(0);
    assertThat(test.path("percent").asBoolean()).isTrue();
    assertThat(texts(test.path("series"), "row"))
        .containsSubsequence("rate", "rate", "odd-row", "odd-row", "swept#1", "swept#2");
    JsonNode record =
        new ObjectMapper().readTree(folder.resolve("records/kinds--rate--seed-2.json").toFile());
    assertThat(texts(test.path("series"), "row")).doesNotContain("majority");
    JsonNode line = test.path("series").path(1);
    assertThat(line.path("seed").asInt()).isEqualTo(2);
    assertThat(line.path("x")).hasToString("[1,2,3]".replaceAll("(\\d)", "$1.0"));
    assertThat(line.path("y").path(2).asDouble())
        .isEqualTo(record.at("/final/scores/test/accuracy").asDouble());
  }

  @Test
  void figuresAreThoseThatTheExperimentAsksFor() throws IOException {
    assertThat(data(Report.of(folder).html()).path("figures")).isEmpty();
    Path copy = Folders.withFigures(folder, fresh.resolve("figures"));

    JsonNode figures = data(Report.of(copy).html()).path("figures");

    assertThat(texts(figures, "title"))
        .containsExactly("accuracy against encoder.steps", "regrown against parameters");
    assertThat(figures.at("/0/x").toString())
        .isEqualTo("{\"label\":\"encoder.steps\",\"log\":true}");
    assertThat(figures.at("/0/y/label").asText()).isEqualTo("accuracy (%)");
    assertThat(texts(figures.at("/0/curves"), "row")).containsExactly("swept");
    JsonNode points = figures.at("/0/curves/0/points");
    assertThat(texts(points, "row")).containsExactly("swept#1", "swept#2");
    assertThat(points.at("/1/x").asDouble()).isEqualTo(5);
    assertThat(points.at("/1/y").asDouble())
        .isBetween(points.at("/1/low").asDouble(), points.at("/1/high").asDouble())
        .isGreaterThan(1);
    assertThat(figures.at("/1/nothing").asText())
        .isEqualTo("No row has both 'parameters' and 'regrown'.");
  }

  @Test
  void spikesPicturesSweepsComparisonsAndFrontAreThere() throws IOException {
    JsonNode data = data(Report.of(folder).html());

    assertThat(texts(data.path("rasters").path("rows"), "row"))
        .containsExactly("rate", "odd-row", "picture", "swept#1", "swept#2");
    assertThat(texts(data.path("pictures").path("rows"), "row")).containsExactly("picture");
    assertThat(data.at("/pictures/rows/0/png").asText()).startsWith("iVBORw0KGgo");
    assertThat(data.at("/sweeps/0/candidates")).hasSize(2);
    assertThat(data.at("/sweeps/0/candidates/1/values/encoder.steps").asInt()).isEqualTo(5);
    assertThat(data.path("comparisons")).hasSize(6);
    assertThat(data.path("comparisons").findValuesAsText("last"))
        .containsExactly("false", "false", "true", "false", "false", "true");
    assertThat(data.at("/comparisons/2/p_holm").isNumber()).isTrue();
    assertThat(data.at("/comparisons/2/margin").asDouble()).isEqualTo(0.05);
    assertThat(data.at("/comparisons/2/p_equivalence").isNumber()).isTrue();
    assertThat(data.at("/comparisons/2/verdict_p").asText()).isEqualTo("p_equivalence");
    assertThat(data.at("/comparisons/5/verdict").isNull()).isTrue();
    assertThat(data.at("/pareto/gain").asText()).isEqualTo("accuracy");
    assertThat(data.at("/pareto/points").findValuesAsText("front")).contains("true");
  }

  @Test
  void provenanceAndCommandAreThere() throws IOException {
    JsonNode data = data(Report.of(folder).html());

    assertThat(data.at("/provenance/environments/0/value/jdk").asText())
        .isEqualTo(System.getProperty("java.runtime.version"));
    assertThat(data.at("/provenance/seeds/rate")).hasToString("[1,2]");
    assertThat(texts(data.at("/provenance/configurations"), "row")).contains("rate", "swept#2");
    assertThat(data.at("/provenance/configurations/1/yaml").asText())
        .contains("procedure: gradient", "tau_mem: 20.0");
    assertThat(data.at("/provenance/datasets/0/value/checksums")).isNotEmpty();
    assertThat(data.path("citations")).hasToString("[\"arXiv:2106.01177\"]");
    String command = data.at("/command/lines").get(data.at("/command/lines").size() - 1).asText();
    assertThat(command)
        .startsWith("./snn table ")
        .contains("kinds.yaml --backend ")
        .doesNotContain("--only");
    assertThat(data.at("/command/repro").asText())
        .isEqualTo("./snn repro records/kinds--majority--seed-1.json");
  }

  @Test
  void anOldFolderWithoutRastersAndCommandHasAReportToo() throws IOException {
    Path copy = fresh.resolve("old");
    Files.createDirectories(copy.resolve("records"));
    String name = "records/kinds--rate--seed-1.json";
    Files.copy(folder.resolve(name), copy.resolve(name));

    JsonNode data = data(Report.of(copy).html());

    assertThat(data.path("rasters").path("rows")).isEmpty();
    assertThat(data.path("comparisons")).isEmpty();
    assertThat(data.path("missing").asText()).startsWith("The folder has no table.json");
    assertThat(data.at("/table/rows/0/0").asText()).isEqualTo("rate");
    assertThat(data.path("titles")).hasToString("[\"A table of all kinds\"]");
    assertThat(data.at("/command/guessed").asBoolean()).isTrue();
    assertThat(data.at("/command/lines/" + (data.at("/command/lines").size() - 1)).asText())
        .startsWith("./snn table kinds");
  }

  @Test
  void theFilesMadeForPeopleAreNotRead() throws IOException {
    Path copy = Folders.copy(folder, fresh.resolve("copy"), "nothing", "nothing");
    for (String name :
        List.of("table.csv", "table.md", "table.tex", "comparisons.csv", "sweep.csv")) {
      Files.delete(copy.resolve(name));
    }

    assertThat(Report.of(copy).html()).isEqualTo(Report.of(folder).html());
    assertThat(data(Report.of(copy).html()).path("missing").asText()).isEmpty();
  }

  @Test
  void aManifestOfAnEarlierVersionGivesTheTableAndSaysWhatIsMissing() throws IOException {
    Path copy = Folders.copy(folder, fresh.resolve("copy"), "nothing", "nothing");
    Path file = copy.resolve("table.json");
    ObjectNode manifest = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    manifest.remove("version");
    ((ObjectNode) manifest.at("/experiments/0"))
        .retain("name", "title", "citation", "seeds", "rows");
    Files.writeString(file, manifest.toString());

    JsonNode data = data(Report.of(copy).html());

    JsonNode now = data(Report.of(folder).html());
    assertThat(data.path("missing").asText()).contains("earlier version", "--resume");
    assertThat(data.path("table")).isEqualTo(now.path("table"));
    assertThat(data.path("sweeps")).isEqualTo(now.path("sweeps"));
    assertThat(data.path("runs")).isEqualTo(now.path("runs"));
    assertThat(data.path("comparisons")).isEmpty();
  }

  @Test
  void filtersComeWithTheSpikes() throws IOException {
    Path copy = Folders.withFilters(folder, fresh.resolve("copy"));
    JsonNode rows = data(Report.of(copy).html()).path("rasters").path("rows");
    assertThat(rows.path(0).at("/filters/1/pictures")).hasToString("[[100,0,0,-50]]");
    assertThat(rows.path(1).has("filters")).isFalse();
  }

  @Test
  void rastersOfAnotherConfigurationAreNotShown() throws IOException {
    Path copy = Folders.copy(folder, fresh.resolve("copy"), "nothing", "nothing");
    Path raster = copy.resolve("rasters/kinds--rate--seed-1.json");
    Files.writeString(
        raster,
        Files.readString(raster)
            .replaceFirst("\"config_hash\":\"[0-9a-f]+\"", "\"config_hash\":\"0\""));
    Files.writeString(copy.resolve("rasters/kinds--picture--seed-1.json"), "no json");

    JsonNode rasters = data(Report.of(copy).html()).path("rasters").path("rows");

    assertThat(texts(rasters, "row")).containsExactly("odd-row", "swept#1", "swept#2");
  }

  @Test
  void hostileTitlesAndNamesStayTexts() throws IOException {
    Path copy =
        Folders.copy(folder, fresh.resolve("copy"), "A table of all kinds", Folders.HOSTILE);
    Path both = Folders.copy(copy, fresh.resolve("both"), "odd-row", Folders.HOSTILE);

    String html = Report.of(both).html();

    assertThat(html.split("<script", -1)).hasSize(4);
    assertThat(html).doesNotContain("<img src=x").contains("<title>&lt;/script&gt;&lt;script&gt;");
    JsonNode data = data(html);
    assertThat(data.path("titles").path(0).asText()).isEqualTo(Folders.HOSTILE);
    assertThat(data.path("table").path("rows").path(2).path(0).asText()).isEqualTo(Folders.HOSTILE);
    assertThat(data.at("/comparisons/0/a").asText()).isEqualTo(Folders.HOSTILE);
  }

  @Test
  void anEmptyTableHasAReport() throws IOException {
    Path empty = Files.createDirectories(fresh.resolve("empty"));
    Files.writeString(
        empty.resolve("table.json"), "{\"files\": [], \"settings\": [], \"experiments\": []}");

    ObjectNode data = Report.of(empty).data();

    assertThat(data.path("table").path("rows")).isEmpty();
    assertThat(Report.of(empty).html()).contains("<title>Table</title>");
  }

  @Test
  void aDamagedManifestIsNone() throws IOException {
    Path copy = Folders.copy(folder, fresh.resolve("copy"), "nothing", "nothing");
    String none = data(Report.of(without(copy)).html()).path("missing").asText();
    for (String experiment :
        List.of(
            "null",
            "{\"name\":\"kinds\",\"seeds\":[null],\"rows\":{}}",
            "{\"name\":\"kinds\",\"seeds\":[1],\"rows\":{\"a\":null}}",
            "{\"name\":\"kinds\",\"seeds\":[1],\"rows\":{},\"compare\":[{\"a\":\"a\"}]}",
            "{\"name\":\"kinds\",\"seeds\":[1],\"rows\":{},\"sweeps\":[null]}")) {
      Files.writeString(
          copy.resolve("table.json"),
          "{\"version\":1,\"files\":[],\"settings\":[],\"experiments\":[" + experiment + "]}");
      assertThat(data(Report.of(copy).html()).path("missing").asText())
          .as(experiment)
          .isEqualTo(none);
    }
  }

  private static Path without(Path copy) throws IOException {
    Files.delete(copy.resolve("table.json"));
    return copy;
  }
}
