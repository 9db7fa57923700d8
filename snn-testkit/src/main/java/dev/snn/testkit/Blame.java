package dev.snn.testkit;

/** Says of an exception what it was and where in the author's code it came from. */
final class Blame {
  private Blame() {}

  /**
   * What went wrong, for people: "threw java.lang.NullPointerException: ... at
   * yourlab.Gain.create(Gain.java:31)".
   */
  static String of(Throwable error) {
    if (error instanceof ContractViolation || error instanceof NotMade) {
      return error.getMessage();
    }
    if (error instanceof StackOverflowError) {
      return "calls itself without end" + where(error);
    }
    if (error instanceof NoClassDefFoundError && error.getMessage() != null) {
      return "needs the class %s, which is not there%s"
          .formatted(error.getMessage().replace('/', '.'), where(error));
    }
    return "threw " + error + where(error);
  }

  /** The first place that is neither Java's nor this program's; the first of all without one. */
  private static String where(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause() == e ? null : e.getCause()) {
      for (StackTraceElement frame : e.getStackTrace()) {
        if (isAuthors(frame)) {
          // Without the name of the class loader, which says nothing that the class does not.
          return " at %s.%s(%s:%d)"
              .formatted(
                  frame.getClassName(),
                  frame.getMethodName(),
                  frame.getFileName(),
                  frame.getLineNumber());
        }
      }
    }
    StackTraceElement[] trace = error.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private static boolean isAuthors(StackTraceElement frame) {
    String type = frame.getClassName();
    String module = frame.getModuleName();
    boolean java =
        module != null && (module.startsWith("java.") || module.startsWith("jdk."))
            || type.startsWith("java.")
            || type.startsWith("jdk.");
    return !java && !type.startsWith("dev.snn.") && !type.startsWith("org.junit.");
  }
}
