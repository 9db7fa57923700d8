package dev.snn.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Checkpoint;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.AtomicFile;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.imports.Import;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.nio.file.Path;
import java.util.List;

/** {@code snn nir import}. */
final class NirImport {
  private static final String OUT = "--out";

  private NirImport() {}

  static int of(Invocation in, Path path) {
    String name = in.line().getOptionValue("out");
    if (name == null) {
      throw new UserError("nir import needs --out NAME; it writes NAME.yaml and NAME.npz.");
    }
    Path layers = Globals.path(OUT, name + ".yaml");
    Path parameters = Globals.path(OUT, name + ".npz");
    Settings settings = NirCommand.settings(in);
    if (!in.line().hasOption("discretization")) {
      settings = settings.with(Scheme.EXPONENTIAL);
    } else if (settings.scheme() == Scheme.EXACT) {
      throw new UserError(
          "--discretization: the neurons of experiments spike at the ends of steps; take exponential or euler, or 'nir run' for exact.");
    }
    Import imported = Import.of(NirReader.read(path), settings);
    OutputFiles.requireWritable(layers, OUT);
    AtomicFile.write(parameters, OUT, out -> Checkpoint.write(out, imported.parameters()));
    OutputFiles.writeText(layers, text(imported, settings, parameters), OUT);
    in.out().println(layers);
    in.out().println(parameters);
    return 0;
  }

  /** A part of an experiment; a decoder is not in it and keeps what it draws. */
  private static String text(Import imported, Settings settings, Path parameters) {
    ObjectNode part = Trees.NODES.objectNode().put("dt", 1000 * settings.dt());
    part.set("layers", imported.layers());
    ObjectNode init = part.putObject("init").put("file", parameters.toString());
    init.set("skip", Trees.of(List.of("decoder")));
    return Trees.yaml(part);
  }
}
