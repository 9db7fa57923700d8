package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new ImageFolder();
  }

  @Override
  public List<ImageFolder.Config> configurations() {
    for (int k = 0; k < 8; k++) {
      int type = k == 3 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
      byte[] png = FoldersTest.png(type, 3, 2, 10 * k, 7 * k, k);
      write(folder.resolve(k % 2 + "/" + k + ".png"), png);
    }
    String path = folder.toString();
    return List.of(
        new ImageFolder.Config(path, 0, 0, ImageFolder.Colour.AS_IS, 0.5, 0, 1, 0),
        new ImageFolder.Config(path, 5, 4, ImageFolder.Colour.GREY, 0.3, 2, 2, 1),
        new ImageFolder.Config(path, 0, 0, ImageFolder.Colour.RGB, 0.5, 0, 0, 0));
  }
}
