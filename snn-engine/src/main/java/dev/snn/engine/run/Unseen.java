package dev.snn.engine.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;

/** A data set of which nothing but its form is known: for a network whose data are elsewhere. */
record Unseen(DatasetInfo info) implements Dataset {
  /** No examples. */
  static final Split NOTHING = Nothing.SPLIT;

  @Override
  public Split train() {
    return NOTHING;
  }

  @Override
  public Split validation() {
    return NOTHING;
  }

  @Override
  public Split test() {
    return NOTHING;
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
