package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.Table;
import dev.snn.bench.table.TableFiles;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.file.Disk;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunRecord;
import dev.snn.report.page.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A kill before and after every step by which a table, and a run with checkpoints, changes the
 * disk; after each the same command goes on and leaves what an uninterrupted one leaves.
 *
 * <p>All files are written by {@link Disk} (RoomsTest holds everybody else off), so its steps are
 * all moments at which a kill can leave another disk: after step k the disk is as before step k +
 * 1, and a write may end in its middle, so each is two steps here. They are counted, none is
 * chosen. A kill is an Error thrown before the step and before all later ones: the code that
 * unwinds changes nothing more, so that the disk is that of a process which ended there. Some
 * processes are really halted, and leave the same.
 */
@Timeout(600)
class EveryKillTest {
  /** Steps at which a process of its own is halted. */
  private static final int PROCESSES = 4;

  @TempDir Path dir;

  /** Ends the work as a kill does. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @AfterEach
  void nobodyWatches() {
    Disk.observe(null);
  }

  @ParameterizedTest
  @EnumSource
  void aKillAtAnyStepLosesNothing(KilledWork work) throws Exception {
    Path file = KilledWork.experiment(dir);
    try (SnnEngine engine = KilledWork.open()) {
      Path whole = dir.resolve("whole");
      Set<Disk.Step> kinds = EnumSet.noneOf(Disk.Step.class);
      int steps = count(engine, work, file, whole, kinds);
      assertThat(kinds).isEqualTo(EnumSet.allOf(Disk.Step.class));
      assertThat(steps).isGreaterThan(30);
      Map<String, Object> expected = contents(whole, whole);
      for (int k = 1; k <= steps; k++) {
        Path out = dir.resolve("killed-" + k);
        kill(engine, work, file, out, k);
        if (k % (steps / PROCESSES) == 1) {
          Path halted = dir.resolve("halted-" + k);
          halt(work, file, halted, k);
          assertThat(names(halted)).as("left by a halt before step %d", k).isEqualTo(names(out));
          goOn(engine, work, file, halted, expected, k);
        }
        goOn(engine, work, file, out, expected, k);
      }
    }
  }

  private int count(SnnEngine engine, KilledWork work, Path file, Path out, Set<Disk.Step> kinds) {
    int[] steps = new int[1];
    Disk.observe(
        (step, path) -> {
          steps[0]++;
          kinds.add(step);
        });
    work.work(engine, file, out);
    Disk.observe(null);
    return steps[0];
  }

  private void kill(SnnEngine engine, KilledWork work, Path file, Path out, int last)
      throws IOException {
    int[] steps = new int[1];
    Disk.observe(
        (step, path) -> {
          if (++steps[0] >= last) {
            throw new Killed();
          }
        });
    assertThatThrownBy(() -> work.work(engine, file, out)).isInstanceOf(Killed.class);
    Disk.observe(null);
    for (Path left : files(out)) {
      if (KilledWork.isTemporary(left)) {
        KilledWork.rename(left);
      }
    }
  }

  private void halt(KilledWork work, Path file, Path out, int last) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), KilledWork.class.getName()));
    words.addAll(List.of(work.name(), file.toString(), out.toString(), String.valueOf(last)));
    Path err = dir.resolve("err.txt");
    Process process = new ProcessBuilder(words).redirectError(err.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(err)).isEqualTo(KilledWork.HALTED);
  }

  private void goOn(
      SnnEngine engine,
      KilledWork work,
      Path file,
      Path out,
      Map<String, Object> expected,
      int step)
      throws IOException {
    work.work(engine, file, out);
    assertThat(contents(out, dir.resolve("whole")))
        .as("after a kill before step %d", step)
        .isEqualTo(expected);
  }

  /** Names of what is there, those of files in the making as of one process. */
  private static Set<String> names(Path out) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : files(out)) {
      names.add(out.relativize(file).toString().replaceFirst("\\.[0-9a-f]{8}-\\d+\\.new", ".new"));
    }
    return names;
  }

  private static List<Path> files(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** What is in each file, but for times. */
  private static Map<String, Object> contents(Path out, Path whole) throws IOException {
    Map<String, Object> all = new TreeMap<>();
    for (Path file : files(out)) {
      String name = out.relativize(file).toString();
      all.put(name, content(name, file, whole.resolve(name)));
    }
    if (Files.exists(out.resolve("table.json"))) {
      requireOwnTexts(out);
    }
    return all;
  }

  private static Object content(String name, Path file, Path same) throws IOException {
    if (name.startsWith("records") && name.endsWith(".json")) {
      RunRecord record = RecordFiles.read(file);
      assertThat(record.isEdited()).as(name).isFalse();
      return RecordDiff.of(RecordFiles.read(same), record).differences();
    }
    if (name.endsWith(".safetensors")) {
      SavedRun saved = CheckpointFile.read(file);
      ObjectNode tree = saved.tree().deepCopy();
      tree.remove(List.of("timing", "environment"));
      Map<String, Double> numbers = new TreeMap<>(saved.training().numbers());
      numbers.remove("epoch/seconds");
      return List.of(
          tree,
          saved.complete(),
          bits(saved.parameters().arrays()),
          bits(saved.training().arrays()),
          numbers);
    }
    if (name.equals("table.csv")) {
      List<String> lines = new ArrayList<>();
      int column = List.of(Files.readAllLines(file).get(0).split(",")).indexOf("seconds_per_epoch");
      for (String line : Files.readAllLines(file)) {
        List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
        fields.remove(column);
        lines.add(String.join(",", fields));
      }
      return lines;
    }
    boolean timed = name.matches("table\\.(md|tex)|report\\.html");
    return timed ? "checked below" : Arrays.hashCode(Files.readAllBytes(file));
  }

  private static Map<String, Integer> bits(Map<String, float[][]> arrays) {
    Map<String, Integer> bits = new TreeMap<>();
    arrays.forEach((name, rows) -> bits.put(name, Arrays.deepHashCode(rows)));
    return bits;
  }

  /** The texts with times in them are what the records beside them give. */
  private static void requireOwnTexts(Path out) throws IOException {
    Path again = Files.createTempDirectory(out.getParent(), "again");
    TableManifest manifest = TableManifest.read(out).orElseThrow();
    TableFiles.write(again, Table.of(manifest.experiments(), RecordFolder.of(out).records()));
    for (Path file : files(again)) {
      assertThat(out.resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
    assertThat(out.resolve(Report.NAME)).hasContent(Report.of(out).html());
  }
}
