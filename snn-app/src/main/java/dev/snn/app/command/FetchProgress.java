package dev.snn.app.command;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.DataStore;

/** Shows a download: a line that is rewritten on a terminal, a line per tenth elsewhere. */
final class FetchProgress implements DataStore.Progress {
  private static final int TENTH = 10;

  private final Invocation in;
  private DataFile file;
  private long shown = -1;
  private boolean open;

  FetchProgress(Invocation in) {
    this.in = in;
  }

  @Override
  public void update(DataFile now, long done, long total) {
    in.stop().check();
    if (in.globals().quiet()) {
      return;
    }
    boolean terminal = in.screen().terminal();
    long percent = total > 0 ? 100 * done / total : 0;
    long step = terminal ? percent : percent / TENTH;
    if (now.equals(file) && step == shown) {
      return;
    }
    if (!now.equals(file)) {
      close();
    }
    file = now;
    shown = step;
    String text = "%s: %d %% of %s".formatted(now.path(), percent, DataCommand.size(total));
    if (terminal) {
      in.err().print("\r" + text);
      in.err().flush();
      open = true;
    } else {
      in.err().println(text);
    }
  }

  /** Ends the line. */
  void close() {
    if (open) {
      in.err().println();
      open = false;
    }
  }
}
