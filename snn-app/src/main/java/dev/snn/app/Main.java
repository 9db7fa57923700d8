package dev.snn.app;

/** The {@code snn} command. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("snn " + version());
      return;
    }
    System.err.println("snn: only --version works yet");
    System.exit(2);
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
