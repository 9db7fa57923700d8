package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launchers for Windows and for the rest start the program with the same options. */
class LauncherTest {
  private static final Path SHARED = Path.of("src/launcher");
  private static final Path ARCHIVE = Path.of("../snn-dist/src/dist/bin");

  @TempDir Path dir;

  @Test
  void bothTakeTheSameFilesOfArguments() throws IOException {
    Set<String> files;
    try (Stream<Path> all = Files.list(SHARED)) {
      files =
          all.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".args"))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(named(SHARED.resolve("start.sh"))).isEqualTo(files).isNotEmpty();
    assertThat(named(ARCHIVE.resolve("snn.cmd"))).isEqualTo(files);
  }

  @Test
  void bothTakeThemForTheSameVersionsOfJavaAndTheSameCommands() throws IOException {
    String unix = Files.readString(SHARED.resolve("start.sh"));
    String windows = Files.readString(ARCHIVE.resolve("snn.cmd"));
    assertThat(unix)
        .containsSubsequence("\"$feature\" -ge 25 ]", "vector.args", "\"$feature\" -lt 24 ] ||")
        .containsSubsequence("\"$feature\" -lt 25 ]", "table | run | bench)", "aligned.args");
    assertThat(windows)
        .contains("if %version% geq 24 set options=%options% \"@%launcher%\\native.args\"")
        .containsPattern("if %version% geq 25 if exist .*vector\\.args")
        .containsPattern("if %version% lss 25 for %%c in \\(table run bench\\) .*aligned\\.args");
  }

  /** What names a collector of the user's, to whom the usual one would be a contradiction. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -XX:+UseSerialGC                            | true
          -Xmx2g -XX:+UseG1GC -XX:+UseNUMA            | true
          "-Dname=two words" -XX:+UseZGC              | true
          -XX:+UseTransparentHugePages                | false
          -XX:+UseTransparentHugePages -Xlog:GC       | false
          "-Dname=two words"                          | false
          """)
  void bothKnowACollector(String options, boolean named) throws IOException {
    String windows = Files.readString(ARCHIVE.resolve("snn.cmd"));
    String unix = Files.readString(SHARED.resolve("start.sh"));
    // To findstr a plus is a plus.
    String ofFindstr = group("findstr /r /c:\"(.*?)\" >nul", windows).replace("+", "[+]");
    String ofBash = group("=~ (\\S+) ]] .*memory\\.args", unix);

    assertThat(Pattern.compile(ofFindstr).matcher(options).find()).isEqualTo(named);
    assertThat(Pattern.compile(ofBash).matcher(options).find()).isEqualTo(named);
    assertThat(windows).containsOnlyOnce("%SNN_JAVA_OPTS%").doesNotContain("%SNN_JAVA_OPTS:");
  }

  private static String group(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void filesOfArgumentsHoldOptionsAndComments() throws IOException {
    for (String name : named(SHARED.resolve("start.sh"))) {
      assertThat(Files.readAllLines(SHARED.resolve(name)))
          .as(name)
          .allMatch(line -> line.matches("#.*|-\\S+"))
          .anyMatch(line -> line.startsWith("-"));
    }
  }

  /** Those of another user, in a cache that both use. */
  @Test
  void oldArchivesThatStayAreNothingToTell() throws IOException {
    Shells.require("bash");
    Path bin = Files.createDirectories(dir.resolve("bin"));
    Path launcher = Files.createDirectories(dir.resolve("lib/launcher"));
    Files.copy(ARCHIVE.resolve("snn"), bin.resolve("snn"));
    Files.writeString(launcher.resolve("java.sh"), "");
    Files.writeString(launcher.resolve("start.sh"), "echo started");
    Files.writeString(launcher.resolve("digest"), "");
    Path refusing = Files.createDirectory(dir.resolve("path"));
    Path rm = Files.writeString(refusing.resolve("rm"), "#!/bin/sh\necho no: $* >&2\nexit 1\n");
    assertThat(rm.toFile().setExecutable(true)).isTrue();

    Snn.Result result =
        Shells.run(
            dir,
            "env",
            "PATH=" + refusing + ":" + System.getenv("PATH"),
            "XDG_CACHE_HOME=" + dir.resolve("cache"),
            "bash",
            bin.resolve("snn").toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("started\n");
  }

  /** Else an archive that the first command makes, one on Spark, fits no other command. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theArchiveOfClassesHasNothingOfSpark() throws Exception {
    Path own = Files.createFile(Files.createDirectories(dir.resolve("lib")).resolve("own.jar"));
    Path far = Files.createFile(Files.createDirectories(dir.resolve("spark")).resolve("far.jar"));
    Path java = Files.writeString(dir.resolve("java"), "#!/bin/sh\necho \"$@\" >>\"$0.log\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String script =
        "feature=21 java_version=21 java_vendor=any java=%1$s/java root=%1$s lib=%1$s/lib launcher=%2$s archives=%1$s/archives spark=%1$s/spark; . %2$s/start.sh"
            .formatted(dir, SHARED.toAbsolutePath());
    Process process =
        new ProcessBuilder("bash", "-c", script, "snn", "table", "tiny", "--on", "spark")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("said").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    List<String> commands = Files.readAllLines(dir.resolve("java.log"));
    assertThat(commands).hasSize(2);
    assertThat(commands.get(0)).contains("-XX:ArchiveClassesAtExit=", "-cp " + own + " ");
    assertThat(commands.get(1)).contains("-cp " + own + ":" + far + " ").contains("--add-opens");
  }

  /** The files of arguments that a script names. */
  private static Set<String> named(Path script) throws IOException {
    return Pattern.compile("[/\\\\](\\w+\\.args)")
        .matcher(Files.readString(script))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
