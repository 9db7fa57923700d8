package dev.snn.engine.error;

/** A stranger's part gave what it must not, in the midst of a run. */
public final class BadResult extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String jar;
  private final String method;
  private final String what;

  /**
   * A result that is none.
   *
   * @param jar name of the jar
   * @param method class and method, as in {@code lab.Code.encode}
   * @param what it gave: {@code returned null}
   */
  public BadResult(String jar, String method, String what) {
    super(PluginFault.gave(jar, method, what).getMessage());
    this.jar = jar;
    this.method = method;
    this.what = what;
  }

  PluginFault fault() {
    return PluginFault.gave(jar, method, what);
  }
}
