package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Legend;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Samples in the order of time, of one's own: values and a class, ARFF or a table of numbers,
 * packed with gzip or not. The first samples are the training split, the others the test split;
 * there is no validation split. The order of declared classes is theirs, others ascend.
 *
 * <p>The file may be larger than memory: beyond 2^24 values, or an eighth of Java's memory where
 * that is less, samples are read as they are asked for.
 */
public class StreamData implements DatasetPlugin<StreamConfig> {
  private final String name;
  private final StreamConfig defaults;

  /** Own streams. */
  public StreamData() {
    this("stream", StreamConfig.train(1000));
  }

  StreamData(String name, StreamConfig defaults) {
    this.name = name;
    this.defaults = defaults;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final StreamConfig defaults() {
    return defaults;
  }

  @Override
  public String description() {
    return "your own samples in the order of time, ARFF or a table of numbers with a class";
  }

  @Override
  public final boolean splitsBySeed(StreamConfig config) {
    return config.shuffle() > 1;
  }

  @Override
  public final Dataset create(StreamConfig config, BuildContext context) {
    boolean own = config.path().isBlank() && !files().isEmpty();
    Source source = own ? canonical(context) : OwnFiles.needed(context, "path", config.path());
    StreamReading samples =
        Cache.get(
            "stream|" + config + "|" + source.stamp(),
            () -> new StreamReading(source, config).read());
    if (own) {
      requireCanonical(source, samples);
    }
    return dataset(own ? name : shortName(config.path()), source, samples, config, context);
  }

  private Source canonical(BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    DataFile file = files().get(0);
    Optional<Source> found = Finder.canonical(folders, file);
    return found.orElseThrow(
        () ->
            new MissingDataException(
                "data set '%s' is not at hand; put %s into the data home (looked in%s)."
                    .formatted(name, file.path(), Finder.after(folders).replaceFirst("^,", ""))));
  }

  private void requireCanonical(Source source, StreamReading samples) {
    String expected = files().get(0).sha256();
    if (!samples.checksums().containsValue(expected)) {
      throw new BadDataException(
          "%s is not the canonical %s: its SHA-256 is %s; fetch it again, or set path to read a stream of your own."
              .formatted(source.name(), files().get(0).path(), samples.checksums().values()));
    }
  }

  private static String shortName(String path) {
    return path.replaceAll(".*[/\\\\]", "").replaceFirst("(\\.(arff|csv|txt|data))?(\\.gz)?$", "");
  }

  private static Dataset dataset(
      String shown,
      Source source,
      StreamReading samples,
      StreamConfig config,
      BuildContext context) {
    Classes classes = samples.classes();
    int test = config.test() > 0 ? config.test() : samples.size() - config.train();
    DatasetInfo info =
        new DatasetInfo(
            shown,
            DatasetInfo.Kind.VALUES,
            samples.features(),
            1,
            1,
            classes.names().size(),
            0,
            source.key(),
            samples.checksums(),
            "the first %d samples to train, the %d that follow to test%s"
                .formatted(
                    config.train(),
                    test,
                    config.shuffle() > 1
                        ? ", blocks of %d in an order drawn from the seed"
                            .formatted(config.shuffle())
                        : ""));
    List<Double> fill = new ArrayList<>();
    for (float x : samples.fill()) {
      fill.add((double) x);
    }
    return StreamDataset.of(
        info.with(new Legend(classes.names(), samples.columns(), fill, null, null)),
        samples.table(),
        config.train(),
        test,
        config.shuffle(),
        context.seed(),
        notes(shown, samples));
  }

  private static List<String> notes(String shown, StreamReading samples) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s: %d samples of %d values, classes in column '%s'"
            .formatted(shown, samples.size(), samples.features(), samples.target()));
    if (samples.filled() > 0) {
      notes.add("%s: %d missing values were filled in".formatted(shown, samples.filled()));
    }
    return notes;
  }
}
