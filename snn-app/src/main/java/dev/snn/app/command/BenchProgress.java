package dev.snn.app.command;

import dev.snn.bench.speed.SpeedListener;

/** Says what is being done: on a line that is rewritten on a terminal, else line by line. */
final class BenchProgress implements SpeedListener, AutoCloseable {
  private final Invocation in;
  private int width;

  BenchProgress(Invocation in) {
    this.in = in;
  }

  @Override
  public void check() {
    in.stop().check();
  }

  @Override
  public void doing(String what) {
    check();
    if (in.globals().quiet()) {
      return;
    }
    if (in.screen().terminal()) {
      close();
      String text = what + " ...";
      in.err().print(text);
      in.err().flush();
      width = text.length();
    } else {
      in.err().println(what);
    }
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (width > 0) {
      in.err().print("\r" + " ".repeat(width) + "\r");
      in.err().flush();
      width = 0;
    }
  }
}
