package dev.snn.data.augment;

import dev.snn.api.data.AugmentationPlugin;
import dev.snn.testkit.junit.AugmentationContract;
import java.util.ArrayList;
import java.util.List;

class CropContractTest implements AugmentationContract {
  @Override
  public AugmentationPlugin<?> plugin() {
    return new Crop();
  }

  /** Windows of the whole size, smaller ones, and smaller ones that reach into the padding. */
  @Override
  public List<? extends Record> configurations() {
    List<Record> all = new ArrayList<>();
    for (Fill fill : Fill.values()) {
      all.add(new Crop.Config(4, 1, fill));
      all.add(new Crop.Config(0, 0.3, fill));
      all.add(new Crop.Config(2, 0.5, fill));
    }
    return all;
  }
}
