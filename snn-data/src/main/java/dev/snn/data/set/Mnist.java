package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import java.util.List;

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 x 28 pixels in [0, 1]
 * (LeCun et al. 1998, doi:10.1109/5.726791). Bundled.
 */
public final class Mnist implements DatasetPlugin<ImageSelection> {

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public ImageSelection defaults() {
    return new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS);
  }

  @Override
  public String description() {
    return "handwritten digits, 60,000 + 10,000 images of 28 x 28, bundled";
  }

  @Override
  public String citation() {
    return "doi:10.1109/5.726791";
  }

  @Override
  public List<DataFile> files() {
    return Canon.MNIST;
  }

  String version() {
    return "MNIST, LeCun and Cortes, four IDX files";
  }

  @Override
  public Dataset create(ImageSelection selection, BuildContext context) {
    return MnistFiles.load(name(), version(), files(), selection, context.data());
  }
}
