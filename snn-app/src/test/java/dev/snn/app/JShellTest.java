package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** The session of docs/commands.md, typed in. */
class JShellTest {
  private static final Path PAGE = Path.of("../docs/commands.md");

  private static String session() throws IOException {
    Matcher block = Pattern.compile("(?ms)^```jshell\\n(.*?)^```$").matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** What the last line gives. */
  private static String type(JShell shell, String session) {
    List<String> values = new ArrayList<>();
    for (String line : session.lines().toList()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(line);
      assertThat(next.completeness().isComplete()).as(line).isTrue();
      for (SnippetEvent event : shell.eval(next.source())) {
        assertThat(event.exception()).as(next.source()).isNull();
        assertThat(event.status())
            .as("%s %s", next.source(), shell.diagnostics(event.snippet()).toList())
            .isEqualTo(Snippet.Status.VALID);
        values.add(event.value());
      }
    }
    return values.get(values.size() - 1);
  }

  @Test
  void theSessionTrainsANetwork() throws IOException {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String path : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
        shell.addToClasspath(path);
      }

      String accuracy = type(shell, session());

      assertThat(Double.parseDouble(accuracy)).isGreaterThan(0.6);
    }
  }
}
