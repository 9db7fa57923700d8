package dev.snn.engine.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;

/** A data set of which nothing but its form is known: for a network whose data are elsewhere. */
record Unseen(DatasetInfo info) implements Dataset {
  @Override
  public Split train() {
    return Nothing.SPLIT;
  }

  @Override
  public Split validation() {
    return Nothing.SPLIT;
  }

  @Override
  public Split test() {
    return Nothing.SPLIT;
  }

  private enum Nothing implements Split {
    SPLIT;

    @Override
    public int size() {
      return 0;
    }

    @Override
    public Samples gather(int[] indices) {
      throw new IndexOutOfBoundsException("no examples");
    }

    @Override
    public int label(int index) {
      return -1;
    }
  }
}
