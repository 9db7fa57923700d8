package dev.snn.training.learner;

import dev.snn.api.stream.DriftDetector;
import dev.snn.training.drift.AdaptiveWindow;
import dev.snn.training.drift.Adwin;

/** {@link HoeffdingAdaptiveTree}. Its leaves are those of the tree and of all alternates. */
final class AdaptiveTree extends SplittingTree<AdaptiveTree.Node> {
  private final HoeffdingAdaptiveTree.Config config;
  private final Adwin.Config window;

  AdaptiveTree(HoeffdingAdaptiveTree.Config config, int inputs, int classes) {
    super(config.tree(), inputs, classes);
    this.config = config;
    Adwin.Config usual = new Adwin().defaults();
    window =
        new Adwin.Config(
            config.watch(),
            usual.clock(),
            usual.buckets(),
            usual.part(),
            usual.least(),
            Adwin.Direction.UP);
    reset();
  }

  /** A split or a leaf that is watched. */
  static final class Node extends TreeNode<Node> {
    /** Errors of the leaves below. */
    private final AdaptiveWindow errors;

    /** What may take the place; null for nothing. */
    private Node alternate;

    Node(Leaf leaf, Adwin.Config window) {
      super(leaf);
      errors = new AdaptiveWindow(window);
    }

    /** True where errors have grown. */
    private boolean watch(boolean wrong) {
      return errors.update(wrong ? 1 : 0) == DriftDetector.Level.DRIFT;
    }
  }

  @Override
  Node node(Leaf leaf) {
    return new Node(leaf, window);
  }

  @Override
  public void learn(float[] x, int label) {
    root(learn(root(), x, label, predict(root(), x) != label));
  }

  /** Teaches the tree below a node; what stands in its place then. */
  private Node learn(Node node, float[] x, int label, boolean wrong) {
    boolean grown = node.watch(wrong);
    if (node.alternate != null) {
      node.alternate = learnAlternate(node.alternate, x, label);
      int better = better(node);
      if (better > 0) {
        Node alternate = node.alternate;
        count(leaves(alternate) - leaves(node));
        return alternate;
      }
      if (better < 0) {
        count(-leaves(node.alternate));
        node.alternate = null;
      }
    } else if (grown) {
      node.alternate = emptyLeaf();
      count(1);
    }
    if (node.isLeaf()) {
      learnLeaf(node, x, label);
    } else if (node.goesLow(x)) {
      node.low(learn(node.low(), x, label, wrong));
    } else {
      node.high(learn(node.high(), x, label, wrong));
    }
    return node;
  }

  private Node learnAlternate(Node first, float[] x, int label) {
    boolean wrong = predict(first, x) != label;
    boolean grown = first.watch(wrong);
    if (grown) {
      count(1 - leaves(first));
      return emptyLeaf();
    }
    Node at = first;
    while (!at.isLeaf()) {
      at = at.child(x);
      at.watch(wrong);
    }
    learnLeaf(at, x, label);
    return first;
  }

  /** 1 where the alternate is better than the tree, -1 where it is worse, 0 where none can tell. */
  private int better(Node node) {
    AdaptiveWindow now = node.errors;
    AdaptiveWindow other = node.alternate.errors;
    if (now.width() < config.least() || other.width() < config.least()) {
      return 0;
    }
    double e = now.mean();
    double m = 1 / now.width() + 1 / other.width();
    double bound = Math.sqrt(2 * e * (1 - e) * Math.log(2 / config.swap()) * m);
    double difference = e - other.mean();
    return Math.abs(difference) <= bound ? 0 : difference > 0 ? 1 : -1;
  }

  @Override
  int leaves(Node node) {
    return super.leaves(node) + (node.alternate == null ? 0 : leaves(node.alternate));
  }

  @Override
  long bytes(Node node) {
    long alternate = node.alternate == null ? 0 : bytes(node.alternate);
    return super.bytes(node) + node.errors.bytes() + alternate;
  }

  /** What a node is, whether it has an alternate, and its window; then all that belongs to it. */
  @Override
  void write(Node node, TreeNumbers numbers) {
    double[] errors = node.errors.numbers();
    writeKind(node, numbers);
    numbers.put(node.alternate == null ? 0 : 1, errors.length);
    numbers.put(errors);
    writeContent(node, numbers);
    if (node.alternate != null) {
      write(node.alternate, numbers);
    }
  }

  @Override
  Node read(TreeNumbers numbers) {
    boolean isLeaf = readIsLeaf(numbers);
    double[] head = numbers.take(2);
    Node node = emptyLeaf();
    node.errors.set(numbers.take((int) head[1]));
    readContent(node, isLeaf, numbers);
    if (head[0] != 0) {
      node.alternate = read(numbers);
    }
    return node;
  }
}
