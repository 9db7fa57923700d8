package dev.snn.nir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Parameter;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.NetworkFormat;
import dev.snn.engine.tree.Scalars;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.imports.Import;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A NIR file in the place of {@code layers}; what {@code nir import} makes of it. */
public final class NirLayers implements NetworkFormat {
  private static final String DISCRETIZATION = "discretization";
  private static final String RESET = "reset";
  private static final String IF_RATE = "if_rate";

  private static final SortedMap<String, List<String>> OPTIONS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  DISCRETIZATION, List.of(Scheme.EXPONENTIAL.id(), Scheme.EULER.id()),
                  RESET, List.of("zero", "subtract"),
                  IF_RATE, List.of("step", "second"))));

  /** What an HDF5 file begins with. */
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  @Override
  public String name() {
    return "nir";
  }

  @Override
  public SortedMap<String, List<String>> options() {
    return OPTIONS;
  }

  @Override
  public double usualStep() {
    return 1000 * Settings.USUAL_DT;
  }

  @Override
  public boolean isOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(HDF5.length), HDF5);
    } catch (IOException e) {
      // Who reads it says so.
      return false;
    }
  }

  @Override
  public ArrayNode layers(Path file, ObjectNode options, double dt) {
    Settings settings =
        new Settings(
            dt / 1000,
            Scheme.valueOf(choice(options, DISCRETIZATION).toUpperCase(Locale.ROOT)),
            choice(options, RESET).equals("subtract"),
            choice(options, IF_RATE).equals("second"));
    return Import.of(NirReader.read(file), settings).layers();
  }

  @Override
  public List<Parameter> parameters(Path file) {
    return Import.of(NirReader.read(file), Settings.usual().with(Scheme.EXPONENTIAL)).parameters();
  }

  /** One of two words; the first where nothing is given. */
  private static String choice(ObjectNode options, String option) {
    List<String> words = OPTIONS.get(option);
    if (!options.hasNonNull(option)) {
      return words.get(0);
    }
    String given = Scalars.text(options.get(option), "layers." + option);
    if (!words.contains(given)) {
      throw new UserError(
          "layers.%s: must be %s, got '%s'.".formatted(option, String.join(" or ", words), given));
    }
    return given;
  }
}
