package dev.snn.engine.checkpoint;

import dev.snn.api.data.BadDataException;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Checkpoint;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.InitConfig;
import dev.snn.engine.config.NetworkFiles;
import dev.snn.engine.config.NetworkFormat;
import dev.snn.engine.file.OutputFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sets the parameters of a network that begins from those of another training. */
public final class FirstParameters {
  /** What a ZIP file, and so a NumPy archive, begins with. */
  private static final byte[] ZIP = {'P', 'K'};

  private static final String WAY_OUT =
      " Leave parts out, as in 'init: {file: FILE, skip: [decoder]}', or keep the layers, the decoder and the size of the data as they were.";

  private FirstParameters() {}

  /** Sets all that are not left out; parameters that do not fit are the user's error. */
  public static void set(InitConfig init, List<Parameter> network) {
    Path file = init.found();
    List<Parameter> taken = network.stream().filter(p -> !init.isSkipped(p.name())).toList();
    if (taken.isEmpty()) {
      throw new UserError(
          "init.skip leaves nothing of %s to begin from: it names all of %s."
              .formatted(file, network.stream().map(Parameter::name).toList()));
    }
    Optional<NetworkFormat> format = NetworkFiles.format(file);
    if (format.isPresent()) {
      SavedState of = new SavedState();
      format.get().parameters(file).forEach(p -> of.put(p.name(), p.value()));
      ofCheckpoint(of, file, init, taken);
    } else if (isArchive(file)) {
      ofArchive(file, init, taken);
    } else {
      ofCheckpoint(CheckpointFile.read(file).parameters(), file, init, taken);
    }
  }

  private static boolean isArchive(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  private static void ofArchive(Path file, InitConfig init, List<Parameter> taken) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Checkpoint.read(file.toString(), in, taken, init::isSkipped);
    } catch (BadDataException e) {
      throw new UserError("init: " + e.getMessage() + WAY_OUT, e);
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  private static void ofCheckpoint(
      SavedState saved, Path file, InitConfig init, List<Parameter> taken) {
    for (Parameter p : taken) {
      float[][] rows = saved.arrays().get(p.name());
      if (rows == null) {
        throw new UserError("init: %s has no '%s'.%s".formatted(file, p.name(), WAY_OUT));
      }
      if (!shape(rows).equals(shape(p.value()))) {
        throw new UserError(
            "init: '%s' is %s in %s and %s in this network.%s"
                .formatted(p.name(), shape(rows), file, shape(p.value()), WAY_OUT));
      }
    }
    for (String name : saved.arrays().keySet()) {
      if (!init.isSkipped(name) && taken.stream().noneMatch(p -> p.name().equals(name))) {
        throw new UserError(
            "init: %s has '%s', which this network does not.%s".formatted(file, name, WAY_OUT));
      }
    }
    taken.forEach(p -> saved.copyTo(p.name(), p.value()));
  }

  private static String shape(float[][] rows) {
    return rows.length + " x " + (rows.length == 0 ? 0 : rows[0].length);
  }
}
