package dev.snn.app.command;

import dev.snn.engine.file.OutputFiles;
import dev.snn.report.markdown.PageTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code snn docs PAGE...}. */
final class DocsCommand implements Command {
  private static final int STALE = 3;
  private static final int MOST_PAGES = 1000;

  @Override
  public String name() {
    return "docs";
  }

  @Override
  public String usage() {
    return "docs PAGE... [--check]";
  }

  @Override
  public String summary() {
    return "write the tables of Markdown pages from records";
  }

  @Override
  public String details() {
    return """
        PAGE is a Markdown file, or a folder with such files. What stands between the lines
            <!-- table: FOLDER; rows: A, B; columns: row, n, accuracy -->
            <!-- comparisons: FOLDER; epoch: 3 -->
        and '<!-- end -->' is written anew from the records of the output folder FOLDER, seen from
        the page; rows, columns and epoch may be left out. Nothing is trained.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Globals.flag(
                "check", "write nothing; code 3 where a page is not what its records give"));
  }

  @Override
  public int run(Invocation in) {
    List<Path> places =
        in.words(this, 1, MOST_PAGES).stream().map(word -> Globals.path("PAGE", word)).toList();
    PageTables tables = new PageTables();
    List<Path> stale = new ArrayList<>();
    List<String> renewed = new ArrayList<>();
    for (Path page : PageTables.pages(places)) {
      String text = PageTables.text(page);
      String right = tables.renew(page, text);
      if (!text.equals(right)) {
        stale.add(page);
        renewed.add(right);
      }
    }
    if (in.line().hasOption("check")) {
      stale.forEach(
          page -> in.out().println(page + " is not what its records give; 'snn docs' mends it"));
      return stale.isEmpty() ? 0 : STALE;
    }
    for (int k = 0; k < stale.size(); k++) {
      OutputFiles.writeText(stale.get(k), renewed.get(k));
      in.out().println(stale.get(k) + " is written anew");
    }
    return 0;
  }
}
