package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.event.EventOptions;
import dev.snn.data.event.TimeOrder;
import dev.snn.data.file.Finder;
import java.nio.file.Path;

/**
 * A folder of event recordings: a sub-folder per class, or files that lists name. All recordings of
 * a data set get one sensor size and one length, so that step t means the same time in each.
 */
public final class EventFolder implements DatasetPlugin<EventFolder.Config> {

  /** Where the recordings are, how they are read, and how many are used. */
  public record Config(
      @Doc(
              "folder of the recordings, with a sub-folder per class, or sub-folders train and test that have them")
          String path,
      @Doc(
              "list of the training recordings, a file and its class per line; empty: the sub-folders are the classes")
          String trainList,
      @Doc("list of the test recordings; empty: a share of each class") String testList,
      @Doc("share of each class to test on where no test part is given, fraction")
          double testFraction,
      @Doc(
              "columns of the sensor, pixels; an event outside is an error; 0: as the files say, or up to the last with an event")
          int width,
      @Doc(
              "rows of the sensor, pixels; an event outside is an error; 0: as the files say, or up to the last with an event")
          int height,
      @Doc(
              "length of all recordings, ms; later events are left out; 0: that of the longest read, in full ms")
          double durationMs,
      @Doc(
              "events that lie before their predecessor: error, or sort by time (those of one time keep the order of the file)")
          TimeOrder timeOrder,
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.between("duration_ms", durationMs, 0, Integer.MAX_VALUE / 1000);
      if (trainList.isBlank() && !testList.isBlank()) {
        throw new IllegalArgumentException("give train_list with test_list, or neither");
      }
      new EventOptions(width, height, 0, 0, timeOrder);
    }

    EventOptions reading() {
      long duration = durationMs == 0 ? 0 : Math.max(1, Math.round(durationMs * 1000));
      return new EventOptions(width, height, duration, 0, timeOrder);
    }
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "", 0.2, 0, 0, 0, TimeOrder.ERROR, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own event recordings: AEDAT, Prophesee DAT and RAW, N-MNIST files";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Path folder = Finder.ownFolder(context.data(), "path", config.path());
    EventListing listing =
        config.trainList().isBlank()
            ? EventListing.ofFolders(folder, EventListing.RECORDINGS)
            : EventListing.ofLists(
                folder, list(folder, config.trainList()), list(folder, config.testList()));
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(
        "events|" + config,
        trainedOn,
        () -> new EventReading(config, listing, trainedOn).dataset(name()),
        listing);
  }

  /** A list beside the recordings, or anywhere; null where none is given. */
  private static Path list(Path folder, String given) {
    return given.isBlank() ? null : folder.resolve(given);
  }
}
