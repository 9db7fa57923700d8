package dev.snn.app.command;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.DataStore;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.FileInspector;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Columns;
import dev.snn.engine.error.Hint;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.run.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** {@code snn data list | fetch NAME | verify NAME | show FILE}. */
final class DataCommand implements Command {
  private static final List<String> VERBS = List.of("list", "fetch", "verify", "show");

  @Override
  public String name() {
    return "data";
  }

  @Override
  public String usage() {
    return "data list | data fetch NAME | data verify NAME | data show FILE";
  }

  @Override
  public String summary() {
    return "list, fetch and verify the files of data sets; show what is in one";
  }

  @Override
  public String details() {
    return """
        Files are looked for in --data-home, in SNN_DATA_HOME, in the cache (~/.cache/snn), in
        /usr/share/datasets and among what is bundled. 'fetch' writes to --data-home where it is
        given, else to the cache. 'show' tells what a file of recordings holds: its format, the
        number of events, the time from the first to the last, the sensor, the rate.
        """;
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.words(VERBS), words.plugin("dataset").orFile());
  }

  @Override
  public int run(Invocation in) {
    if (in.words().isEmpty()) {
      throw new UserError("what about data? Usage: snn " + usage());
    }
    String verb = in.words().get(0);
    if (!VERBS.contains(verb)) {
      throw new UserError(
          "there is no 'data %s'.%s Usage: snn %s"
              .formatted(verb, Hint.didYouMean(verb, VERBS), usage()));
    }
    int words = verb.equals("list") ? 1 : 2;
    in.words(this, words, words);
    return switch (verb) {
      case "list" -> list(in);
      case "fetch" -> fetch(in, in.words().get(1));
      case "show" -> show(in, in.words().get(1));
      default -> verify(in, in.words().get(1));
    };
  }

  private static DataHome home(Invocation in) {
    return SearchPath.of(
        in.globals().dataHome(), in.env(), Path.of(System.getProperty("user.home")));
  }

  private static DataStore store() {
    return ServiceLoader.load(DataStore.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no data store on the class path"));
  }

  private static int list(Invocation in) {
    DataStore store = store();
    DataHome home = home(in);
    Columns columns = new Columns();
    columns.add("DATA SET", "FILE", "SIZE", "STATE", "WHERE", "LICENCE");
    for (Entry<?> entry : in.registries().of(Family.DATASET).entries()) {
      for (DataFile file : files(entry)) {
        DataStore.Finding finding = store.verify(file, home.folders());
        columns.add(
            entry.name(),
            file.path(),
            file.bytes() == 0 ? "-" : size(file.bytes()),
            finding.state().name().toLowerCase(Locale.ROOT),
            finding.where().isEmpty() ? "-" : finding.where(),
            file.licence());
      }
    }
    in.out().print(columns.text());
    return 0;
  }

  private static List<DataFile> files(Entry<?> entry) {
    return entry.plugin() instanceof DatasetPlugin<?> plugin
        ? entry.call("files", plugin::files)
        : List.of();
  }

  /** The canonical files of a data set. */
  private static List<DataFile> files(Invocation in, String name) {
    List<DataFile> files = files(in.registries().of(Family.DATASET).get(name));
    if (files.isEmpty()) {
      throw new UserError(
          "no canonical files are known of the data set '%s'; there is nothing to fetch or verify."
              .formatted(name));
    }
    return files;
  }

  private static int fetch(Invocation in, String name) {
    List<DataFile> files = files(in, name);
    Path folder = in.globals().dataHome().orElse(home(in).cache());
    DataStore store = store();
    List<Path> fetched = new ArrayList<>();
    FetchProgress progress = new FetchProgress(in);
    try {
      for (DataFile file : files) {
        fetched.add(store.fetch(file, folder, progress));
      }
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; the same command goes on from here.");
    } finally {
      progress.close();
    }
    fetched.forEach(in.out()::println);
    return 0;
  }

  private static int verify(Invocation in, String name) {
    DataStore store = store();
    DataHome home = home(in);
    Columns columns = new Columns();
    for (DataFile file : files(in, name)) {
      DataStore.Finding finding = store.verify(file, home.folders());
      switch (finding.state()) {
        case WRONG ->
            throw new BadDataException(
                "%s Remove %s and run: snn data fetch %s"
                    .formatted(finding.message(), finding.where(), name));
        case MISSING ->
            throw new MissingDataException(finding.message() + " " + advice(file, name, home));
        default -> columns.add(file.path(), "right", finding.where());
      }
    }
    in.out().print(columns.text());
    return 0;
  }

  private static int show(Invocation in, String name) {
    Path file =
        Stream.concat(
                Stream.of(Path.of(name)),
                home(in).folders().stream().map(folder -> folder.resolve(name)))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new UserError(
                        "there is no file %s; looked in the working directory and in the data home."
                            .formatted(name)));
    Columns columns = new Columns();
    inspector().inspect(file).forEach(columns::add);
    in.out().print(columns.text());
    return 0;
  }

  private static FileInspector inspector() {
    return ServiceLoader.load(FileInspector.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no file inspector on the class path"));
  }

  /** How to get a missing file; not every one may be fetched. */
  private static String advice(DataFile file, String name, DataHome home) {
    return file.urls().isEmpty()
        ? "Get it by hand and put it at " + home.cache().resolve(file.path()) + "."
        : "Get it with: snn data fetch " + name;
  }

  static String size(long bytes) {
    return bytes < 1 << 20
        ? "%d kB".formatted((bytes + 1023) >> 10)
        : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
  }
}
