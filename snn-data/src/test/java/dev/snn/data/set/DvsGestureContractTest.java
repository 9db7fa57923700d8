package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;
import static dev.snn.data.event.Written.aedat3;
import static dev.snn.data.event.Written.ascii;
import static dev.snn.data.event.Written.packet;
import static dev.snn.data.event.Written.polarity;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class DvsGestureContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new DvsGesture();
  }

  @Override
  public List<DvsGesture.Config> configurations() {
    return List.of(new DvsGesture.Config(0, 1, 0, 0), new DvsGesture.Config(2, 0, 1, 0.002));
  }

  @Override
  public DataHome data() {
    Path home = folder.resolve("dvs-gesture");
    int first = polarity(1, 2, 0, true);
    int second = polarity(3, 4, 1, true);
    byte[] recording = aedat3(packet(1, 8, 0, 4, first, 4, second, 5, first, 12, second, 30));
    for (String name : new String[] {"a", "b"}) {
      write(home.resolve(name + ".aedat"), recording);
      write(
          home.resolve(name + "_labels.csv"),
          ascii("class,startTime_usec,endTime_usec\n1,3,6\n11,10,14\n2,25,40\n"));
    }
    write(home.resolve("trials_to_train.txt"), ascii("a.aedat\n"));
    write(home.resolve("trials_to_test.txt"), ascii("b.aedat\n"));
    return TestContext.home(folder).data();
  }
}
