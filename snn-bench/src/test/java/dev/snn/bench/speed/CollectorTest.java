package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In processes of their own. */
@Timeout(120)
class CollectorTest {

  /** Prints the names of its collector's parts, then the options. */
  public static final class Print {
    private Print() {}

    /** The process. */
    public static void main(String[] args) {
      System.out.println(names());
      Collector.options().forEach(System.out::println);
    }
  }

  private static List<String> names() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .toList();
  }

  private static List<String> printed(List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Print.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UseSerialGC", "UseParallelGC", "UseG1GC"})
  void anotherProcessGetsTheSame(String flag) throws Exception {
    List<String> given = printed(List.of("-XX:+" + flag));
    List<String> options = given.subList(1, given.size());

    assertThat(options).contains("-XX:+" + flag).doesNotHaveDuplicates();
    assertThat(options.stream().filter(option -> option.endsWith("GC"))).hasSize(1);
    assertThat(printed(options)).isEqualTo(given);
  }

  @Test
  void whatJavaChoseItselfIsToldToo() throws Exception {
    assertThat(printed(Collector.options()).get(0)).isEqualTo(names().toString());
  }
}
