package dev.snn.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** What the operating system says about this process. */
final class Memory {
  private static final String PEAK = "VmHWM:";

  private Memory() {}

  /** The most memory this process has held so far, in MB; empty where the system does not say. */
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
