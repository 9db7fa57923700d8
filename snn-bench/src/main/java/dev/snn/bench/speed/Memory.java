package dev.snn.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;

/** What the operating system says about this process. */
final class Memory {
  private static final String PEAK = "VmHWM:";

  private Memory() {}

  /** Lets {@link #peakMegabytes} count from now on, where the system can do that. */
  static void reset() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5", StandardOpenOption.WRITE);
    } catch (IOException e) {
      // Another system: there is no peak to read either, or it is that of the whole process.
      return;
    }
  }

  /**
   * The most memory this process has held since {@link #reset}, in MB; empty where the system does
   * not say.
   */
  static OptionalDouble peakMegabytes() {
    Path status = Path.of("/proc/self/status");
    try {
      return Files.isReadable(status) ? peak(Files.readAllLines(status)) : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** From lines such as {@code VmHWM: 123456 kB}. */
  static OptionalDouble peak(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.substring(PEAK.length()).strip().split("\\s+")[0])
        .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) / 1024)
        .findFirst();
  }
}
