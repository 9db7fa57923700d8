package dev.snn.testkit;

import dev.snn.api.plugin.DataHome;
import java.nio.file.Path;
import java.util.List;

/** Files that a part may look at while it is made, and not afterwards. */
final class SealedData implements DataHome {
  private final DataHome home;
  private boolean sealed;

  SealedData(DataHome home) {
    this.home = home;
  }

  void seal() {
    sealed = true;
  }

  @Override
  public List<Path> folders() {
    requireOpen();
    return home.folders();
  }

  @Override
  public Path cache() {
    requireOpen();
    return home.cache();
  }

  private void requireOpen() {
    ContractViolation.require(!sealed, "looks at files that are neither its split nor its samples");
  }
}
