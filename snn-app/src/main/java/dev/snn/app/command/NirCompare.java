package dev.snn.app.command;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.app.terminal.Columns;
import dev.snn.engine.SnnEngine;
import dev.snn.nir.Inputs;
import dev.snn.nir.Simulation;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import dev.snn.nir.trace.Difference;
import dev.snn.nir.trace.Npz;
import dev.snn.nir.trace.Table;
import dev.snn.nir.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code snn nir compare}. */
final class NirCompare {
  private NirCompare() {}

  static int of(Invocation in, Path path, List<String> names) {
    Settings settings = NirCommand.settings(in);
    List<Path> files = names.stream().map(name -> NirCommand.find(in, name)).toList();
    NirFile file = NirReader.read(path);
    List<Trace> traces = new ArrayList<>();
    Trace reference = read(files.get(0));
    try (SnnEngine engine = in.engine();
        Parallel parallel = NirCommand.threads(in)) {
      List<Scheme> schemes =
          in.line().hasOption("discretization")
              ? List.of(settings.scheme())
              : List.of(Scheme.values());
      for (Scheme scheme : schemes) {
        NirNetwork network = NirCommand.network(file, settings.with(scheme), engine);
        reference = named(reference, network);
        traces.add(run(network, "snn, " + scheme.id(), reference, parallel));
      }
      NirNetwork network = NirCommand.network(file, settings.with(schemes.get(0)), engine);
      for (Path other : files.subList(1, files.size())) {
        traces.add(named(read(other), network));
      }
    }
    in.out().print(text(reference, traces));
    return 0;
  }

  private static Trace read(Path file) {
    String name = file.getFileName().toString();
    return file.toString().endsWith(".npz")
        ? new Trace(name, Npz.read(file))
        : new Trace(name, Table.read(file).trace().series());
  }

  /** Traces without names of nodes are of the only neuron. */
  private static Trace named(Trace trace, NirNetwork network) {
    boolean unnamed = trace.nodes().equals(List.of(Table.NEURON));
    if (unnamed && network.neurons().isEmpty()) {
      throw new UserError(
          "%s names no node, and the network has none with a membrane.".formatted(trace.name()));
    }
    if (unnamed && network.neurons().size() != 1) {
      throw new UserError(
          "%s names no node, and the network has %d with a membrane; name the columns, as %s.v."
              .formatted(trace.name(), network.neurons().size(), network.neurons().get(0)));
    }
    return unnamed ? trace.renamed(Table.NEURON, network.neurons().get(0)) : trace;
  }

  private static Trace run(NirNetwork network, String name, Trace reference, Parallel parallel) {
    double[][] input = Inputs.of(network, reference.name(), reference.series());
    Set<String> record = new LinkedHashSet<>(network.neurons());
    record.retainAll(reference.nodes());
    if (record.isEmpty()) {
      throw new UserError(
          "%s has none of the network's nodes with a membrane: %s."
              .formatted(reference.name(), String.join(", ", network.neurons())));
    }
    return Simulation.run(network, name, input, record, parallel);
  }

  private static String text(Trace reference, List<Trace> traces) {
    Columns columns = new Columns();
    Set<String> notes = new LinkedHashSet<>();
    columns.add(
        "TRACE", "NODE", "STEPS", "SPIKES", "GAINED", "LOST", "FIRST DIFFERENCE", "RMS OF V");
    for (Difference own : Difference.of(reference, reference)) {
      columns.add(
          reference.name(),
          own.node(),
          Integer.toString(own.steps()),
          count(own.spikes(), own.spikes() >= 0),
          "",
          "",
          "reference",
          "");
    }
    for (Trace trace : traces) {
      for (String node : Difference.missing(trace, reference)) {
        notes.add("%s: %s is not in it; not compared".formatted(trace.name(), node));
      }
      for (Difference d : Difference.of(trace, reference)) {
        columns.add(
            trace.name(),
            d.node(),
            Integer.toString(d.steps()),
            count(d.spikes(), d.spikes() >= 0),
            count(d.gained(), d.hasSpikes()),
            count(d.lost(), d.hasSpikes()),
            d.first() >= 0
                ? Integer.toString(d.first())
                : !d.hasSpikes() || d.spikes() + d.expected() == 0 ? "nothing to compare" : "-",
            Double.isNaN(d.rms()) ? "-" : String.format(Locale.ROOT, "%.2e", d.rms()));
        if (!d.note().isEmpty()) {
          notes.add("%s, %s: %s".formatted(trace.name(), d.node(), d.note()));
        }
      }
    }
    StringBuilder text = new StringBuilder(columns.text());
    notes.forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  private static String count(long number, boolean known) {
    return known ? Long.toString(number) : "-";
  }
}
