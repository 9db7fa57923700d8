package dev.snn.app;

import dev.snn.app.command.OptionRow;
import dev.snn.engine.registry.Registries;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The option tables of {@code docs/models}, made from what {@code snn describe} says. A table
 * stands between two comments, of which the first names the family and one or more of its plug-ins
 * whose options are the same:
 *
 * <pre>
 *   &lt;!-- options: optimizer adam --&gt;
 *   &lt;!-- end --&gt;
 * </pre>
 */
final class OptionTables {
  private static final Pattern PLACE =
      Pattern.compile("(?ms)^<!-- options: ([\\w-]+) ([\\w, -]+?) -->\\n(.*?)^<!-- end -->$");
  private static final Pattern BEGINNING = Pattern.compile("<!-- options:");
  private static final Pattern END = Pattern.compile("<!-- end -->");

  /** The beginnings of all that ends so, tables of results among them. */
  private static final Pattern ANY = Pattern.compile("(?m)^<!-- (options|table|comparisons): ");

  private final Registries registries;
  private final Set<String> found = new LinkedHashSet<>();

  OptionTables(Registries registries) {
    this.registries = registries;
  }

  /** Every plug-in with a table on the pages so far, as "family name". */
  Set<String> found() {
    return found;
  }

  /** The page with all of its tables written anew. */
  String renew(String page) {
    long places = PLACE.matcher(page).results().count();
    if (BEGINNING.matcher(page).results().count() != places
        || END.matcher(page).results().count() != ANY.matcher(page).results().count()) {
      throw new IllegalArgumentException(
          "each line '<!-- options: FAMILY NAME, NAME -->' needs its line '<!-- end -->'");
    }
    return PLACE
        .matcher(page)
        .replaceAll(
            place -> {
              List<String> names = Arrays.asList(place.group(2).split(", "));
              String table = table(place.group(1), names);
              String head =
                  "<!-- options: " + place.group(1) + " " + String.join(", ", names) + " -->\n";
              return Matcher.quoteReplacement(head + table + "<!-- end -->");
            });
  }

  private String table(String family, List<String> names) {
    List<OptionRow> options = options(family, names.get(0));
    for (String name : names) {
      if (!options.equals(options(family, name))) {
        throw new IllegalArgumentException(
            "the options of %s '%s' and '%s' differ: give each a table of its own"
                .formatted(family, names.get(0), name));
      }
      if (!found.add(family + " " + name)) {
        throw new IllegalArgumentException("%s '%s' has a second table".formatted(family, name));
      }
    }
    String parts = names.stream().map(OptionTables::code).collect(Collectors.joining(", "));
    if (options.isEmpty()) {
      return parts + (names.size() == 1 ? " has" : " have") + " no options.\n";
    }
    String head = "| option of " + parts + " | default | values | meaning |\n|---|---|---|---|\n";
    return options.stream().map(OptionTables::line).collect(Collectors.joining("", head, ""));
  }

  private List<OptionRow> options(String family, String name) {
    return OptionRow.of(registries.of(family).get(name).defaults());
  }

  private static String line(OptionRow option) {
    boolean plain = option.value().equals("-") || option.value().equals("below");
    return "| %s | %s | %s | %s |\n"
        .formatted(
            code(option.name()),
            plain ? option.value() : code(option.value()),
            values(option.type()),
            option.meaning().replace("|", "\\|"));
  }

  /** Words stay words; what may be written literally is code. */
  private static String values(String type) {
    return type.contains(" | ")
        ? Arrays.stream(type.split(" \\| "))
            .map(OptionTables::code)
            .collect(Collectors.joining(", "))
        : type;
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
