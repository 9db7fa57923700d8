package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.event.EventFiles;
import dev.snn.data.file.Source;
import dev.snn.data.file.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists of recordings. One that stands in two places is refused. */
final class EventLists {
  /** With a tabulator the last one stands before the class, else the last blank does. */
  private static final Pattern TABBED = Pattern.compile("(\\S[^\t]*?)\\s*\t\\s*([^\t]*\\S)");

  private static final Pattern LINE = Pattern.compile("(\\S.*?)\\s+(\\S+)");

  private final Path folder;
  private final Map<String, String> places = new HashMap<>();

  /**
   * @param folder that the names of recordings are relative to
   */
  EventLists(Path folder) {
    this.folder = folder;
  }

  /** The recordings of a list, in its order; empty lines and those with {@code #} are left out. */
  List<EventListing.Item> read(Path list) {
    if (!Files.isRegularFile(list)) {
      throw new BadDataException(
          "there is no list '%s'; its name is relative to dataset.path.".formatted(list));
    }
    String[] lines = Text.lines(list.toString(), Source.of(list.toString(), list).bytes());
    List<EventListing.Item> items = new ArrayList<>();
    for (int k = 0; k < lines.length; k++) {
      String line = lines[k].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        items.add(item(line, list + ", line " + (k + 1)));
      }
    }
    if (items.isEmpty()) {
      throw new BadDataException(list + " lists no recordings.");
    }
    return items;
  }

  private EventListing.Item item(String line, String place) {
    Matcher matcher = (line.indexOf('\t') < 0 ? LINE : TABBED).matcher(line);
    if (!matcher.matches()) {
      throw new BadDataException(
          "%s: '%s' is not a recording and its class.".formatted(place, line));
    }
    String name = name(matcher.group(1), place);
    String other = places.put(name, place);
    if (other != null) {
      throw new BadDataException(
          "%s: '%s' stands in %s already; list each recording once.".formatted(place, name, other));
    }
    return new EventListing.Item(name, matcher.group(2));
  }

  /** The file of this name, or with the ending of a recording behind it. */
  private String name(String given, String place) {
    if (Files.isRegularFile(folder.resolve(given))) {
      return given;
    }
    Source.requireRegular(folder.resolve(given));
    return EventFiles.endings().stream()
        .map(ending -> given + ending)
        .filter(name -> Files.isRegularFile(folder.resolve(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new BadDataException(
                    "%s: there is no recording '%s' in %s.".formatted(place, given, folder)));
  }
}
