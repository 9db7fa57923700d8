package dev.snn.spark.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which kits are the same for a process that does runs of several. */
class KitTest {
  private static final Map<String, String> SETTINGS = Map.of(Kit.BACKEND, "plain", "a", "b");

  private static List<Parcel> parcels(String name, String sum) {
    return List.of(Parcel.of(name, sum, List.of()));
  }

  private static Kit kit(String program, String plugin, String data) {
    return Kit.travelling(
        parcels("snn.jar", program),
        parcels("own.jar", plugin),
        parcels("points.csv", data),
        new HashMap<>(SETTINGS));
  }

  @Test
  void theSameContentIsTheSameKit() {
    assertThat(kit("1", "2", "3").id()).isEqualTo(kit("1", "2", "3").id());
  }

  @Test
  void otherContentIsAnother() {
    Kit kit = kit("1", "2", "3");
    assertThat(List.of(kit("0", "2", "3"), kit("1", "0", "3"), kit("1", "2", "0")))
        .extracting(Kit::id)
        .doesNotContain(kit.id())
        .doesNotHaveDuplicates();
    assertThat(kit("1", "0", "0").programId()).isEqualTo(kit.programId());
    assertThat(kit("0", "2", "3").programId()).isNotEqualTo(kit.programId());
  }

  @Test
  void theNextRoundHasTheWorkerOfTheLast() throws Exception {
    assertThat(Workers.of(local("one"))).isSameAs(Workers.of(local("one")));
    assertThat(Workers.of(local("one"))).isNotSameAs(Workers.of(local("two")));
  }

  private static Kit local(String id) {
    ArrayList<Parcel> none = new ArrayList<>();
    return new Kit(id, true, none, none, none, new HashMap<>(SETTINGS));
  }
}
