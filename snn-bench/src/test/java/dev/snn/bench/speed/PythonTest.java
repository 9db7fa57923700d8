package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonTest {
  @TempDir Path dir;

  /** Something that takes the place of python3 and can or cannot import torch. */
  private Path python(String folder, boolean torch) throws IOException {
    Path file = Files.createDirectories(dir.resolve(folder)).resolve("python3");
    Files.write(file, List.of("#!/bin/sh", "[ \"$2\" = \"import numpy, torch\" ] || exit 9"));
    Files.writeString(file, Files.readString(file) + "exit " + (torch ? 0 : 1) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path find(Map<String, String> environment, Path system) {
    return Python.find(environment, Python.TORCH, system, SpeedListener.SILENT);
  }

  private String path(String... folders) {
    return String.join(
        File.pathSeparator, List.of(folders).stream().map(f -> dir.resolve(f).toString()).toList());
  }

  @Test
  void theFirstOnThePathThatImportsTorch() throws IOException {
    python("a", false);
    Path b = python("b", true);
    python("c", true);

    assertThat(find(Map.of("PATH", path("nowhere", "a", "b", "c")), dir)).isEqualTo(b);
  }

  @Test
  void elseThatOfTheSystem() throws IOException {
    python("a", false);
    Path system = python("system", true);

    assertThat(find(Map.of("PATH", path("a")), system)).isEqualTo(system);
    assertThat(find(Map.of(), system)).isEqualTo(system);
  }

  @Test
  void theChosenOneFirst() throws IOException {
    Path chosen = python("chosen", true);
    python("a", true);

    assertThat(find(Map.of("SNN_PYTHON", chosen.toString(), "PATH", path("a")), dir))
        .isEqualTo(chosen);
  }

  @Test
  void theChosenOneOnly() throws IOException {
    Path chosen = python("chosen", false);
    python("a", true);

    assertThatThrownBy(() -> find(Map.of("SNN_PYTHON", chosen.toString(), "PATH", path("a")), dir))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "SNN_PYTHON is %s, which does not run or does not import torch. Set it to a Python that"
                + " does. On Debian the packages python3-torch and libopenblas0-openmp make one.",
            chosen);
  }

  @Test
  void aChosenOneThatDoesNotExist() {
    assertThatThrownBy(() -> find(Map.of("SNN_PYTHON", "/nowhere/python3"), dir))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("SNN_PYTHON is /nowhere/python3, which does not run");
  }

  @Test
  void none() throws IOException {
    python("a", false);

    assertThatThrownBy(() -> find(Map.of("PATH", path("a")), dir.resolve("nothing")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no python3 that imports torch was found. Set SNN_PYTHON to one. On Debian the packages"
                + " python3-torch and libopenblas0-openmp make one.");
  }
}
