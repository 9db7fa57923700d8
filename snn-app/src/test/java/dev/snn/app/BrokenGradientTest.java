package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gradient that is wrong by a factor: check-plugin names it and says by how much. */
class BrokenGradientTest {
  @TempDir Path dir;

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          neuron    | gh[i] * (1 - d) * x[i] | 1.25f * gh[i] * (1 - d) * x[i] | gradient of r: relative error 2.5e-01 (at most 1e-02); at r[0][
          neuron    | dx[i] = (1 - d) * r[i] | dx[i] = 1.5f * (1 - d) * r[i]  | gradient of the current: relative error 5.0e-01 (at most 1e-02); at the current[
          neuron    | Arrays.fill(dv, 0, n, d) | Arrays.fill(dv, 0, n, 0.9f * d) | ; gradient of the initial v: relative error
          surrogate | k / (2 *               | 1.1 * k / (2 *                 | the derivative has a relative error of 1.0e-01 (at most 1e-06) at x =
          decoder   | gradient()[0][t] += g  | gradient()[0][t] += 1.2f * g   | gradient of weight: relative error 2.0e-01 (at most 1e-02); at weight[0][
          decoder   | = g * weight           | = 1.3f * g * weight            | gradient of the output: relative error 3.0e-01 (at most 1e-02); at the output[
          loss      | g[c] += 2              | g[c] += 3                      | gradient of the prediction: relative error
          """)
  void isNamedWithTheSizeOfItsError(String family, String right, String wrong, String said)
      throws IOException {
    Path project = Projects.make(dir, family, "yourlab.test");
    Projects.change(project, right, wrong);

    Snn.Result checked = Snn.run(dir, "check-plugin", Projects.jar(project).toString());

    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.err()).isEqualTo("snn: 1 of 1 plug-ins break their contract\n");
    String check = family.equals("surrogate") ? "derivative of the primitive" : "gradients";
    assertThat(checked.out().lines())
        .anySatisfy(line -> assertThat(line).startsWith("  BROKEN  " + check).contains(said));
    assertThat(checked.out()).doesNotContain("the contract holds");
  }
}
