package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a figure goes.
 *
 * @param path ends with .svg or .png
 */
public record FigureFile(Path path) {
  private static final String OPTION = "--out";

  /** Refuses other endings. */
  public FigureFile {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new UserError(
          "--out: a figure is written as .svg or .png, and '%s' ends with neither."
              .formatted(path.getFileName()));
    }
  }

  /** Makes sure that the file can be written later. */
  public void requireWritable() {
    OutputFiles.requireWritable(path, OPTION);
  }

  /** Writes a figure, an SVG or a PNG of two pixels per unit of length. */
  public void write(Figure figure) {
    boolean svg = path.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    OutputFiles.writeBytes(path, svg ? figure.svg() : figure.png(), OPTION);
  }
}
