package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of docs/clusters.md, run as a cluster runs them, with a small table of that name. */
@Timeout(600)
class ClustersPageTest {
  private static final Path PAGE = Path.of("../docs/clusters.md");
  private static final int RUNS = 6;

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void checkout() throws IOException {
    file =
        Golden.file(
            dir,
            "experiments/decoders.yaml",
            "dataset: {type: digits, train: 24, test: 12}",
            "encoder: {type: latency, steps: 3}",
            "layers: [{type: srm-bernoulli, size: 10}]",
            "loss: cross-entropy",
            "training: {procedure: gradient, batch: 12, epochs: 2}",
            "seeds: [1, 2, 3]",
            "rows: {rate: {decoder: rate}, mlp: {decoder: {type: mlp, hidden: 3}}}",
            "profiles: {quick: {training: {epochs: 1}}}");
    Path snn =
        Golden.file(
            dir,
            "snn",
            "#!/bin/bash",
            "exec \"%s/bin/java\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC $SNN_JAVA_OPTS -cp \"$CP\" dev.snn.app.Main --backend plain \"$@\""
                .formatted(System.getProperty("java.home")));
    assertThat(snn.toFile().setExecutable(true)).isTrue();
  }

  /** The block of a language that begins below a heading. */
  private static String block(String heading, String language) throws IOException {
    String page = Files.readString(PAGE);
    int section = page.indexOf("\n## " + heading + "\n");
    assertThat(section).as("heading %s", heading).isNotNegative();
    String start = "\n```" + language + "\n";
    int from = page.indexOf(start, section) + start.length();
    assertThat(from).isGreaterThan(section + start.length());
    return page.substring(from, page.indexOf("\n```\n", from) + 1);
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private Process start(String name, Map<String, String> env, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().put("CP", System.getProperty("java.class.path"));
    builder.environment().putAll(env);
    return builder
        .redirectOutput(dir.resolve(name + ".out").toFile())
        .redirectError(dir.resolve(name + ".err").toFile())
        .start();
  }

  private void end(Map<String, Process> started) throws Exception {
    for (Map.Entry<String, Process> each : started.entrySet()) {
      assertThat(each.getValue().waitFor(300, TimeUnit.SECONDS)).isTrue();
      assertThat(each.getValue().exitValue())
          .as(Files.readString(dir.resolve(each.getKey() + ".err")))
          .isZero();
    }
  }

  /** One of the processes has printed the table, which is that of a single process. */
  private void madeOnce(List<String> names) throws IOException {
    int tables = 0;
    for (String name : names) {
      String out = Files.readString(dir.resolve(name + ".out"));
      tables += out.split("mean ± standard deviation over n seeds", -1).length - 1;
    }
    assertThat(tables).as("tables printed").isOne();
    Path shared = dir.resolve("results/decoders");
    Path whole = dir.resolve("whole");
    String[] table = {
      "table", file.toString(), "--quick", "--backend", "plain", "--out", whole.toString()
    };
    assertThat(Snn.run(dir, table).code()).isZero();
    List<RunRecord> expected = RecordFiles.readAll(whole);
    List<RunRecord> records = RecordFiles.readAll(shared);
    assertThat(records).hasSize(RUNS).hasSameSizeAs(expected);
    for (int i = 0; i < RUNS; i++) {
      assertThat(RecordDiff.of(expected.get(i), records.get(i)).differences()).isEmpty();
    }
    assertThat(scores(shared)).isEqualTo(scores(whole));
    assertThat(shared.resolve("report.html")).isNotEmptyFile();
  }

  /** The table up to its last fixed column, the seconds. */
  private static List<String> scores(Path out) throws IOException {
    return Files.readAllLines(out.resolve("table.csv")).stream()
        .map(line -> line.replaceFirst("^((?:[^,]*,){9})[^,]*", "$1"))
        .toList();
  }

  @Test
  void slurm() throws Exception {
    String script = block("Slurm", "bash");
    Files.writeString(dir.resolve("shards.sh"), script);
    int shards = number(script, "^shards=(\\d+)$");
    assertThat(number(script, "^#SBATCH --array=1-(\\d+)$")).isEqualTo(shards);
    Map<String, Process> started = new HashMap<>();
    for (int k = 1; k <= shards; k++) {
      Map<String, String> env =
          Map.of("SLURM_ARRAY_TASK_ID", String.valueOf(k), "SLURM_CPUS_PER_TASK", "1");
      started.put("task-" + k, start("task-" + k, env, List.of("bash", "shards.sh")));
    }
    end(started);
    madeOnce(List.copyOf(started.keySet()));
  }

  @Test
  void kubernetes() throws Exception {
    JsonNode job = new ObjectMapper(new YAMLFactory()).readTree(block("Kubernetes", "yaml"));
    assertThat(job.path("apiVersion").asText()).isEqualTo("batch/v1");
    assertThat(job.path("kind").asText()).isEqualTo("Job");
    JsonNode spec = job.path("spec");
    assertThat(spec.path("completionMode").asText()).isEqualTo("Indexed");
    JsonNode pod = spec.at("/template/spec");
    // A policy of failures is for pods that are never restarted in place.
    assertThat(pod.path("restartPolicy").asText()).isEqualTo("Never");
    JsonNode container = pod.at("/containers/0");
    assertThat(container.at("/volumeMounts/0/name")).isEqualTo(pod.at("/volumes/0/name"));
    assertThat(container.at("/volumeMounts/0/mountPath").asText())
        .isEqualTo(container.path("workingDir").asText() + "/results");
    List<String> command = new ArrayList<>();
    container.path("command").forEach(word -> command.add(word.asText()));
    container.path("args").forEach(word -> command.add(word.asText()));
    int shards = spec.path("completions").asInt();
    Map<String, Process> started = new HashMap<>();
    for (int k = 0; k < shards; k++) {
      Map<String, String> env = new HashMap<>();
      container
          .path("env")
          .forEach(e -> env.put(e.path("name").asText(), e.path("value").asText()));
      env.put("JOB_COMPLETION_INDEX", String.valueOf(k));
      started.put("pod-" + k, start("pod-" + k, env, command));
    }
    end(started);
    madeOnce(List.copyOf(started.keySet()));
  }

  @Test
  void xargs() throws Exception {
    String line = lineWith("xargs");
    end(Map.of("xargs", start("xargs", Map.of(), List.of("bash", "-c", line))));
    madeOnce(List.of("xargs"));
  }

  @Test
  void parallel() throws Exception {
    String line = lineWith("parallel").replaceFirst("--sshlogin \\S+ ", "");
    boolean there = new ProcessBuilder("bash", "-c", "command -v parallel").start().waitFor() == 0;
    assumeTrue(there, "no GNU parallel on the path");
    end(Map.of("parallel", start("parallel", Map.of(), List.of("bash", "-c", line))));
    madeOnce(List.of("parallel"));
  }

  /** The line of the page's last section with a program. */
  private static String lineWith(String program) throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf("\n## GNU parallel"))
        .lines()
        .filter(line -> line.matches("(.* )?" + program + " -.*"))
        .findFirst()
        .orElseThrow();
  }
}
