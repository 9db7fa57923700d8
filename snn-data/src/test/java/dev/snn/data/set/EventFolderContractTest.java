package dev.snn.data.set;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.data.event.TimeOrder;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class EventFolderContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new EventFolder();
  }

  @Override
  public List<EventFolder.Config> configurations() {
    for (int k = 0; k < 8; k++) {
      byte[] bytes = join(event(k, 1, 0, 10), event(1, k, 1, 20 + k));
      write(folder.resolve(k % 2 + "/" + k + ".bin"), bytes);
    }
    return List.of(
        new EventFolder.Config(folder.toString(), "", "", 0.5, 0, 0, 0, TimeOrder.ERROR, 0, 1, 0),
        new EventFolder.Config(
            folder.toString(), "", "", 0.3, 20, 10, 0.015, TimeOrder.SORT, 2, 2, 1));
  }
}
