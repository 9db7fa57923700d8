package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.plugin.Family;
import dev.snn.testkit.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the service file lists. */
class PluginsTest {

  private static List<EncoderPlugin<?>> encoders() {
    List<EncoderPlugin<?>> all = new ArrayList<>();
    ServiceLoader.load(EncoderPlugin.class).forEach(all::add);
    return all;
  }

  @TestFactory
  Stream<DynamicTest> contracts() {
    return encoders().stream().flatMap(PluginsTest::checks);
  }

  private static Stream<DynamicTest> checks(EncoderPlugin<?> plugin) {
    return Contracts.checks(Family.ENCODER, plugin, List.of()).stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    plugin.name() + ": " + check.name(), () -> check.body().run()));
  }

  @Test
  void allAreFoundByName() {
    assertThat(encoders())
        .extracting(EncoderPlugin::name)
        .containsExactlyInAnyOrder(
            "burst",
            "delta",
            "direct",
            "events",
            "filter-bank",
            "grf",
            "dog-latency",
            "latency",
            "phase",
            "rate",
            "rows");
    assertThat(encoders()).allSatisfy(plugin -> assertThat(plugin.description()).isNotBlank());
  }
}
