package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import java.util.List;

/**
 * Fashion-MNIST: 60,000 training and 10,000 test images of clothes in 10 classes, 28 x 28 pixels in
 * [0, 1] (Xiao et al. 2017, arXiv:1708.07747). Not bundled: to be fetched, or read from a folder.
 */
public final class FashionMnist implements DatasetPlugin<ImageSelection> {

  @Override
  public String name() {
    return "fashion-mnist";
  }

  @Override
  public ImageSelection defaults() {
    return new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS);
  }

  @Override
  public String description() {
    return "clothes, 60,000 + 10,000 images of 28 x 28, to be fetched";
  }

  @Override
  public String citation() {
    return "arXiv:1708.07747";
  }

  @Override
  public List<DataFile> files() {
    return Canon.FASHION;
  }

  @Override
  public Dataset create(ImageSelection selection, BuildContext context) {
    return MnistFiles.load(
        name(), "Fashion-MNIST, Zalando, four IDX files", files(), selection, context.data());
  }
}
