package dev.snn.bench.speed;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** The garbage collector of this process, chosen by the user or by Java itself. */
final class Collector {
  private static final String MACHINE = "com.sun.management:type=HotSpotDiagnostic";

  private static final List<String> FLAGS =
      List.of(
          "UseSerialGC",
          "UseParallelGC",
          "UseG1GC",
          "UseZGC",
          "ZGenerational",
          "UseShenandoahGC",
          "UseEpsilonGC");

  private Collector() {}

  /**
   * Options that give another process of the same Java this collector; none where this Java does
   * not tell. The sizes of generations are not among them.
   */
  static List<String> options() {
    List<String> on = FLAGS.stream().filter(Collector::isOn).map(flag -> "-XX:+" + flag).toList();
    // Some collectors are experiments of their Java.
    return on.isEmpty()
        ? List.of()
        : Stream.concat(Stream.of("-XX:+UnlockExperimentalVMOptions"), on.stream()).toList();
  }

  private static boolean isOn(String flag) {
    try {
      Object option =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(MACHINE),
                  "getVMOption",
                  new Object[] {flag},
                  new String[] {String.class.getName()});
      return "true".equals(((CompositeData) option).get("value"));
    } catch (JMException | JMRuntimeException e) {
      // Another Java, or another version of it without this collector.
      return false;
    }
  }
}
