package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import java.util.List;

/**
 * SEA: points of [0, 10]^3 and whether the sum of the first two is below a threshold that changes
 * (Street and Kim 2001, doi:10.1145/502512.502568), 40,000 samples as scikit-multiflow has them.
 */
public final class Sea extends StreamData {
  /** The plug-in. */
  public Sea() {
    super("sea", StreamConfig.train(10000));
  }

  @Override
  public String description() {
    return "points under a threshold that changes, 40,000 samples in order, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1145/502512.502568";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.SEA);
  }
}
