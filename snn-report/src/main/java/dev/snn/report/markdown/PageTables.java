package dev.snn.report.markdown;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.TextWriters;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.report.folder.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of Markdown pages. What stands between a comment that asks for a table and the comment
 * {@code <!-- end -->} follows from the output folder that the first one names, as seen from the
 * page: a table, and under it commit, JDK and backend of its records.
 */
public final class PageTables {
  private static final String END = "<!-- end -->";
  private static final String CODE = "```";
  private static final int SHORT_COMMIT = 12;

  private final Map<Path, OutputFolder> folders = new HashMap<>();

  /** All pages of some files and folders; a place that is neither is the user's error. */
  public static List<Path> pages(List<Path> places) {
    List<Path> pages = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.walk(place)) {
          files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
          throw unreadable(place, e);
        }
      } else if (Files.isRegularFile(place)) {
        pages.add(place);
      } else {
        throw new UserError(
            "there is no page %s. Name Markdown files or folders.".formatted(place));
      }
    }
    return pages;
  }

  /** The text of a page. */
  public static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw unreadable(page, e);
    }
  }

  private static UserError unreadable(Path page, IOException e) {
    return new UserError("cannot read %s (%s).".formatted(page, OutputFiles.reason(e)), e);
  }

  /** The text that a page should have; a comment that cannot be followed is the user's error. */
  public String renew(Path page, String text) {
    StringBuilder out = new StringBuilder();
    List<String> lines = text.lines().toList();
    boolean found = false;
    boolean code = false;
    int k = 0;
    while (k < lines.size()) {
      int begin = k;
      out.append(lines.get(k++)).append('\n');
      code ^= lines.get(begin).startsWith(CODE);
      try {
        Place place = code ? null : Place.of(lines.get(begin).strip());
        if (place != null) {
          found = true;
          k = end(lines, k);
          out.append(table(page, place)).append(END).append('\n');
          k++;
        }
      } catch (UserError e) {
        throw new UserError("%s, line %d: %s".formatted(page, begin + 1, e.getMessage()), e);
      }
    }
    return found ? out.toString() : text;
  }

  private static int end(List<String> lines, int from) {
    for (int k = from; k < lines.size(); k++) {
      if (lines.get(k).strip().equals(END)) {
        return k;
      }
      if (lines.get(k).startsWith("<!-- ")) {
        break;
      }
    }
    throw new UserError("the table needs its line '" + END + "'.");
  }

  private String table(Path page, Place place) {
    Path path = page.resolveSibling(place.folder()).normalize();
    OutputFolder folder = folders.computeIfAbsent(path, OutputFolder::read);
    String table =
        place.kind().equals("table")
            ? TextWriters.markdown(folder.whole(), place.choice())
            : TextWriters.comparisons(folder.whole(), place.epoch());
    return table + "\n" + origin(place, folder) + "\n";
  }

  /** Where the numbers come from. */
  private static String origin(Place place, OutputFolder folder) {
    return "*%s of [%s](%s): %s, %s, %s.*"
        .formatted(
            place.kind().equals("table") ? "Mean ± standard deviation" : "Comparisons",
            folder.path().getFileName(),
            place.folder(),
            listed("commit", folder, r -> shortened(field(r, "git_commit"))),
            listed("JDK", folder, r -> field(r, "jdk").replaceFirst("[-+].*", "")),
            listed("backend", folder, r -> field(r, "backend")));
  }

  private static String field(RunRecord record, String name) {
    return record.tree().path("environment").path(name).asText("");
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  /** "commit a" or "commits a, b". */
  private static String listed(
      String name, OutputFolder folder, Function<RunRecord, String> field) {
    List<String> values =
        folder.records().stream()
            .map(field)
            .map(value -> value.isEmpty() ? "unknown" : value)
            .distinct()
            .sorted()
            .toList();
    String plural = values.size() > 1 && !name.equals("JDK") ? "s " : " ";
    return name + plural + values.stream().collect(Collectors.joining(", "));
  }
}
