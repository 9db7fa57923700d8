package dev.snn.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.stream.DriftDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** ADWIN and DDM against MOA 2023.04, error by error; DriftPoints.java made moa.txt. */
class DriftPointsTest {
  private static final int LINES = 180;

  private static List<String[]> lines() throws IOException {
    try (InputStream in = DriftPointsTest.class.getResourceAsStream("moa.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", 5))
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> drifts() throws IOException {
    List<String[]> lines = lines();
    assertThat(lines).hasSize(LINES);
    return lines.stream()
        .map(
            line -> {
              String seen = line.length < 5 ? "" : line[4];
              double[] errors = errors(Long.parseLong(line[2]), line[3]);
              String name = String.join(" ", line[0], line[1], line[2], line[3]);
              return DynamicTest.dynamicTest(
                  name,
                  () ->
                      assertThat(line[0].equals("ddm") ? ddm(errors) : adwin(errors, line[1]))
                          .isEqualTo(seen));
            });
  }

  private static double[] errors(long seed, String stream) {
    long[] state = {seed};
    return Stream.of(stream.split(",")).flatMapToDouble(part -> part(part, state)).toArray();
  }

  private static DoubleStream part(String part, long[] state) {
    String[] rateAndCount = part.split("x");
    String[] rates = rateAndCount[0].split("-");
    double from = Double.parseDouble(rates[0]);
    double to = Double.parseDouble(rates[rates.length - 1]);
    double[] errors = new double[Integer.parseInt(rateAndCount[1])];
    for (int k = 0; k < errors.length; k++) {
      state[0] = state[0] * 6364136223846793005L + 1442695040888963407L;
      double draw = (state[0] >>> 40) / (double) (1 << 24);
      errors[k] = draw < from + (to - from) * k / errors.length ? 1 : 0;
    }
    return DoubleStream.of(errors);
  }

  private static String adwin(double[] errors, String settings) {
    String[] deltaAndClock = settings.split(",");
    Adwin.Config usual = new Adwin().defaults();
    AdaptiveWindow adwin =
        new AdaptiveWindow(
            new Adwin.Config(
                Double.parseDouble(deltaAndClock[0]),
                Integer.parseInt(deltaAndClock[1]),
                usual.buckets(),
                usual.part(),
                usual.least(),
                Adwin.Direction.BOTH));
    StringBuilder seen = new StringBuilder();
    for (int k = 0; k < errors.length; k++) {
      if (adwin.update(errors[k]) == DriftDetector.Level.DRIFT) {
        seen.append(seen.isEmpty() ? "" : " ")
            .append(k + 1)
            .append(':')
            .append((int) adwin.width());
      }
    }
    return seen.toString();
  }

  private static String ddm(double[] errors) {
    DriftDetector ddm = new Ddm().create(new Ddm.Config(29, 2, 3), null);
    StringBuilder seen = new StringBuilder();
    int warnings = 0;
    for (int k = 0; k < errors.length; k++) {
      DriftDetector.Level level = ddm.update(errors[k]);
      if (level == DriftDetector.Level.DRIFT) {
        seen.append(' ').append(k + 1);
      }
      warnings += level == DriftDetector.Level.WARNING ? 1 : 0;
    }
    return warnings + seen.toString();
  }
}
