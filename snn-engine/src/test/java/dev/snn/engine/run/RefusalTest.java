package dev.snn.engine.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.testkit.PluginJars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's procedure refuses a run before it begins. */
class RefusalTest {
  @TempDir Path folder;

  private static final String SOURCE =
      """
      package example;
      import dev.snn.api.plugin.*;
      import dev.snn.api.procedure.*;
      import java.util.Set;
      public final class Picky implements ProcedurePlugin<Picky.Config> {
        public record Config(@Doc("how") String how) {}
        public String name() { return "example.picky"; }
        public Config defaults() { return new Config("words"); }
        public Procedure create(Config config, BuildContext context) {
          return new Procedure() {
            public Set<Need> needs() { return Set.of(Need.DATASET); }
            public void check(Run run) {
              if (config.how().equals("words")) {
                throw new IllegalArgumentException("ten classes are too many for it.");
              }
              throw new IllegalStateException();
            }
            public void execute(Run run) { throw new AssertionError("must not start"); }
          };
        }
      }
      """;

  private void refused(String how, String message) throws IOException {
    Path jar =
        PluginJars.write(
            folder.resolve("picky.jar"), "Picky", SOURCE, ProcedurePlugin.class, "example.Picky");
    SnnEngine.Options options = SnnEngine.Options.defaults().withThreads(1).withPlugins(jar);
    try (SnnEngine engine = SnnEngine.open(options)) {
      Experiment experiment =
          Experiment.named("digits").dataset("digits").training("example.picky", "how", how);
      assertThatThrownBy(() -> experiment.run(engine, 1))
          .isInstanceOf(UserError.class)
          .hasMessage("experiment 'digits', row 'digits': " + message);
    }
  }

  @Test
  void theMessageOfAnyExceptionReachesTheUser() throws IOException {
    refused(
        "words",
        "training: the procedure 'example.picky' refuses this run: ten classes are too many for it.");
  }

  @Test
  void anExceptionWithoutWordsIsNamed() throws IOException {
    refused(
        "else",
        "training: the procedure 'example.picky' refuses this run: java.lang.IllegalStateException");
  }
}
