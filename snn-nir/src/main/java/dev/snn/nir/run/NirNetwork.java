package dev.snn.nir.run;

import dev.snn.api.layer.Merge;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.Resolver;
import dev.snn.nir.graph.Flat;
import dev.snn.nir.graph.Flow;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.graph.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A network that can be run: a pure function of a stretch of time and of what it remembers. Several
 * edges into a node are added up, in the order of the file; on a cycle one edge takes a step of
 * time ({@link Flow}).
 */
public final class NirNetwork {
  private final NirGraph graph;
  private final Flow flow;
  private final Map<String, Shapes.Form> forms;
  private final Map<String, Unit> units = new HashMap<>();

  /** By the node with the neurons, and the products that they are joined with. */
  private final Map<String, FiringSums> joined = new HashMap<>();

  private final Set<String> products = new HashSet<>();
  private final List<String> inputs;
  private final List<String> outputs;
  private final String file;
  private final Settings settings;

  private NirNetwork(NirFile file, Settings settings, Parts parts) {
    this.graph = Flat.of(file);
    this.flow = Flow.of(file.name(), graph);
    this.forms = Shapes.of(file.name(), graph);
    this.file = file.name();
    this.settings = settings;
    // Ports of graphs inside pass on; those of the whole are its ends.
    this.inputs = file.graph().of(Primitive.INPUT);
    this.outputs = file.graph().of(Primitive.OUTPUT);
    requireRoom(1, 1);
    UnitMaker maker = new UnitMaker(file.name(), settings, parts);
    graph.nodes().forEach((name, node) -> units.put(name, maker.make(node, forms.get(name))));
    if (settings.scheme() == Scheme.EXACT) {
      graph.of(Primitive.IF).forEach(name -> join(name, maker));
    }
  }

  /**
   * A network of a file.
   *
   * @param resolver finds the layers and neurons
   * @throws dev.snn.api.plugin.UserError where it cannot be run, naming node and parameter
   */
  public static NirNetwork of(NirFile file, Settings settings, Resolver resolver, DataHome home) {
    return new NirNetwork(file, settings, new Parts(resolver, home));
  }

  /**
   * IF neurons and the product that is all that feeds them, where it feeds nothing else: they are
   * one unit for events. The other schemes have the layers of experiments, to the last bit.
   */
  private void join(String name, UnitMaker maker) {
    List<String> into = graph.into(name);
    if (into.size() != 1 || !isAlone(name) || !isAlone(into.get(0))) {
      return;
    }
    NirNode product = node(into.get(0));
    if (product.type().isProduct()
        && graph.outOf(product.name()).size() == 1
        && UnitMaker.places(file, product, forms.get(product.name())) <= UnitMaker.MOST_PLACES) {
      joined.put(name, maker.joined(product, forms.get(product.name()), node(name)));
      products.add(product.name());
    }
  }

  /** True of a node that is run over a stretch at once. */
  private boolean isAlone(String name) {
    List<String> part = List.of(name);
    return flow.parts().contains(part) && !flow.isStepwise(part);
  }

  /** What a network remembers between two stretches of time; not modified. */
  public static final class Memory {
    private final Map<String, Object> units;
    private final Map<String, Signal> late;

    private Memory(Map<String, Object> units, Map<String, Signal> late) {
      this.units = units;
      this.late = late;
    }
  }

  /**
   * What a stretch of time gave.
   *
   * @param outputs of each node that was asked for
   * @param membranes after each step, of those of them that have one
   */
  public record Result(Map<String, Signal> outputs, Map<String, Tensor> membranes, Memory memory) {}

  /** The nodes that signals come in by, in the order of their names. */
  public List<String> inputs() {
    return inputs;
  }

  /** The shape of what goes in; of several Inputs the number of all their lines. */
  public int[] inputShape() {
    if (inputs.size() == 1) {
      return shape(inputs.get(0));
    }
    return new int[] {inputs.stream().mapToInt(name -> NirArray.size(shape(name))).sum()};
  }

  /** Number of values that all nodes put out in a step. */
  public long values() {
    return forms.values().stream().mapToLong(form -> NirArray.size(form.out())).sum();
  }

  /**
   * Fails with a sentence where a run would not fit the memory.
   *
   * @param batch examples at once
   * @param steps at once
   */
  public void requireRoom(int batch, int steps) {
    Room.require(file, graph, forms, batch, steps, settings);
  }

  /** The shape of what a node puts out. */
  public int[] shape(String node) {
    return forms.get(node).out().clone();
  }

  /** The nodes in the order they are run in. */
  public List<String> order() {
    return flow.order();
  }

  /** The edges that take a step of time. */
  public Set<NirEdge> delayed() {
    return flow.delayed();
  }

  /** A node. */
  public NirNode node(String name) {
    return graph.nodes().get(name);
  }

  /** All nodes. */
  public Set<String> nodes() {
    return graph.nodes().keySet();
  }

  /** The names of the nodes that signals come out of. */
  public List<String> outputs() {
    return outputs;
  }

  /** The nodes with a membrane, in the order they are run in. */
  public List<String> neurons() {
    return order().stream().filter(name -> node(name).type().isNeuron()).toList();
  }

  /** What it remembers before the first step. */
  public Memory start(int batch) {
    Map<String, Object> memories = new HashMap<>();
    units.forEach((name, unit) -> memories.put(name, unit.start(batch)));
    return new Memory(memories, Map.of());
  }

  /**
   * Runs over a stretch of time.
   *
   * @param signal {@code [T x B x N]}; of several Inputs the lines of one after those of another,
   *     in the order of their names
   * @param record the nodes whose outputs and membranes are wanted
   */
  public Result run(Signal signal, Memory before, Set<String> record, Pass pass) {
    return run(signal, before, record, record, pass);
  }

  /**
   * Runs over a stretch of time.
   *
   * @param outputs the nodes whose outputs are wanted
   * @param membranes the nodes whose membranes are wanted
   */
  public Result run(
      Signal signal, Memory before, Set<String> outputs, Set<String> membranes, Pass pass) {
    return new Stretch(signal, before, outputs, membranes, pass.forEvaluation()).run();
  }

  /** What each Input gets of a signal. */
  private Map<String, Signal> split(Signal signal) {
    if (inputs.size() == 1) {
      return Map.of(inputs.get(0), signal);
    }
    Map<String, Signal> given = new HashMap<>();
    int from = 0;
    for (String name : inputs) {
      int to = from + NirArray.size(shape(name));
      given.put(
          name,
          signal instanceof Spikes spikes
              ? part(spikes, from, to)
              : part(signal.toTensor(), from, to));
      from = to;
    }
    return given;
  }

  private static Tensor part(Tensor all, int from, int to) {
    float[][] rows = new float[all.rows().length][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.copyOfRange(all.rows()[r], from, to);
    }
    return new Tensor(all.steps(), all.batch(), to - from, rows);
  }

  /** Events stay events. */
  private static Spikes part(Spikes all, int from, int to) {
    SpikesBuilder part = new SpikesBuilder(all.steps(), all.batch(), to - from);
    for (int b = 0; b < all.batch(); b++) {
      SpikesBuilder.Lane lane = part.lane(b);
      for (int t = 0; t < all.steps(); t++) {
        int step = t;
        all.forEach(
            t,
            b,
            (unit, count) -> {
              if (unit >= from && unit < to) {
                lane.add(step, unit - from, count);
              }
            });
      }
    }
    return part.build();
  }

  /** A stretch of time under way. */
  private final class Stretch {
    private final Signal signal;
    private final Map<String, Signal> given;
    private final Set<String> record;
    private final Set<String> seen;
    private final Pass pass;
    private final Map<String, Object> memories;
    private final Map<String, Signal> late;
    private final Map<String, Signal> done = new HashMap<>();
    private final Map<String, Tensor> membranes = new LinkedHashMap<>();

    /** What went into products whose neurons have yet to be run. */
    private final Map<String, Spikes> held = new HashMap<>();

    Stretch(Signal signal, Memory before, Set<String> record, Set<String> seen, Pass pass) {
      this.signal = signal;
      this.given = split(signal);
      this.record = record;
      this.seen = seen;
      this.pass = pass;
      this.memories = new HashMap<>(before.units);
      this.late = new HashMap<>(before.late);
    }

    Result run() {
      for (List<String> part : flow.parts()) {
        if (flow.isStepwise(part)) {
          stepwise(part);
        } else {
          alone(part.get(0));
        }
      }
      Map<String, Signal> wanted = new LinkedHashMap<>();
      for (String name : order()) {
        if (record.contains(name)) {
          wanted.put(name, done.get(name));
        }
      }
      return new Result(wanted, membranes, new Memory(memories, late));
    }

    private void alone(String name) {
      String product = joined.containsKey(name) ? graph.into(name).get(0) : null;
      if (held.containsKey(product)) {
        joined(name, product);
        return;
      }
      Signal in = gather(name, done, 0, signal.steps());
      if (products.contains(name) && in instanceof Spikes spikes) {
        held.put(name, spikes);
        return;
      }
      Unit.Result result = run(name, in);
      done.put(name, result.output());
      keep(name, result.membrane());
    }

    private void joined(String name, String product) {
      FiringSums.Result result =
          joined
              .get(name)
              .run(
                  held.remove(product),
                  (State) memories.get(name),
                  record.contains(product),
                  seen.contains(name),
                  pass);
      done.put(name, result.spikes());
      done.put(product, result.sums());
      memories.put(name, result.memory());
      keep(name, result.membranes() == null ? null : result::membranes);
    }

    private void keep(String name, Supplier<Tensor> membrane) {
      if (membrane != null && seen.contains(name)) {
        membranes.put(name, membrane.get());
      }
    }

    private Unit.Result run(String name, Signal in) {
      Unit.Result result = units.get(name).run(in, memories.get(name), pass);
      memories.put(name, result.memory());
      return result;
    }

    private void stepwise(List<String> part) {
      Map<String, List<Signal>> outputs = new HashMap<>();
      Map<String, List<Tensor>> after = new LinkedHashMap<>();
      part.forEach(name -> outputs.put(name, new ArrayList<>()));
      for (int t = 0; t < signal.steps(); t++) {
        Map<String, Signal> now = new HashMap<>();
        for (String name : part) {
          Unit.Result result = run(name, gather(name, now, t, t + 1));
          now.put(name, result.output());
          outputs.get(name).add(result.output());
          if (result.membrane() != null && seen.contains(name)) {
            after.computeIfAbsent(name, n -> new ArrayList<>()).add(result.membrane().get());
          }
        }
        for (NirEdge edge : flow.delayed()) {
          if (now.containsKey(edge.from())) {
            late.put(edge.from(), now.get(edge.from()));
          }
        }
      }
      outputs.forEach((name, signals) -> done.put(name, Signal.inTime(signals)));
      after.forEach((name, tensors) -> membranes.put(name, Tensor.inTime(tensors)));
    }

    /** The sum of what feeds a node in some steps; {@code now} has what was made in these. */
    private Signal gather(String name, Map<String, Signal> now, int from, int to) {
      if (given.containsKey(name)) {
        return given.get(name).timeRange(from, to);
      }
      List<Signal> fed = new ArrayList<>();
      for (String source : graph.into(name)) {
        Signal one =
            flow.delayed().contains(new NirEdge(source, name))
                ? late.get(source)
                : now.containsKey(source) ? now.get(source) : done.get(source).timeRange(from, to);
        if (one != null) {
          fed.add(one);
        }
      }
      if (fed.isEmpty()) {
        return Tensor.zeros(to - from, signal.batch(), units(name));
      }
      return fed.size() == 1 ? fed.get(0) : Merge.ADD.forward(fed, pass);
    }

    private int units(String name) {
      int lines = 1;
      for (int axis : forms.get(name).in()) {
        lines *= axis;
      }
      return lines;
    }
  }
}
