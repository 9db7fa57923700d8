package dev.snn.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the backend says in virtual machines that were started in different ways. */
class VectorModuleTest {
  private static final String[] LAUNCHER = {
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+EnableVectorSupport",
    "-Dsnn.vector=load",
    "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED"
  };

  /** Prints the obstacle. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] args) {
      System.out.print(new VectorBackend().obstacle().orElse("none"));
    }
  }

  /** Everything a virtual machine with these options prints, warnings included. */
  private static String ask(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ask.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void theOptionsOfTheLauncherMakeItRunWithoutAWarning() throws Exception {
    assertThat(ask(LAUNCHER)).isEqualTo("none");
  }

  @Test
  void theUsualOptionMakesItRunToo() throws Exception {
    assertThat(ask("--add-modules=jdk.incubator.vector")).endsWith("none");
  }

  @Test
  void withoutTheModuleItSaysSo() throws Exception {
    assertThat(ask())
        .isEqualTo(
            "needs the module jdk.incubator.vector; start Java with --add-modules"
                + " jdk.incubator.vector");
  }

  @Test
  void whereTheModuleCannotBeLoadedItSaysSo() throws Exception {
    assertThat(ask("-Dsnn.vector=load"))
        .isEqualTo(
            "cannot load the module jdk.incubator.vector; start Java with --add-modules"
                + " jdk.incubator.vector");
  }

  @Test
  void aMachineThatDoesNotCompileVectorsIsRefused() throws Exception {
    assertThat(ask("--add-modules=jdk.incubator.vector", "-Xint"))
        .endsWith("needs a virtual machine that compiles the Vector API, which this is not");
    assertThat(ask("--add-modules=jdk.incubator.vector", "-XX:TieredStopAtLevel=1"))
        .endsWith("needs a virtual machine that compiles the Vector API, which this is not");
  }
}
