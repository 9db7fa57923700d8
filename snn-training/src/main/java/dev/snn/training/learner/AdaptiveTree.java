package dev.snn.training.learner;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.StreamLearner;
import dev.snn.training.drift.AdaptiveWindow;
import dev.snn.training.drift.Adwin;

/** {@link HoeffdingAdaptiveTree}. */
final class AdaptiveTree implements StreamLearner {
  private static final int LEAF = 0;
  private static final int SPLIT = 1;

  private final HoeffdingAdaptiveTree.Config config;
  private final HoeffdingTree.Config tree;
  private final Adwin.Config window;
  private final int inputs;
  private final int classes;
  private Node root;

  /** Leaves of the tree and of all alternates. */
  private int leaves;

  AdaptiveTree(HoeffdingAdaptiveTree.Config config, int inputs, int classes) {
    this.config = config;
    this.inputs = inputs;
    this.classes = classes;
    tree = config.tree();
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

  /** A split or a leaf. */
  private static final class Node {
    /** Value that is asked for; of a leaf nothing. */
    private int input;

    /** Values up to it go to the first child. */
    private double threshold;

    private Node low;
    private Node high;

    /** What a leaf has seen; null of a split. */
    private Leaf leaf;

    /** Errors of the leaves below. */
    private final AdaptiveWindow errors;

    /** What may take the place; null for nothing. */
    private Node alternate;

    Node(Leaf leaf, Adwin.Config window) {
      this.leaf = leaf;
      errors = new AdaptiveWindow(window);
    }

    Node child(float[] x) {
      return x[input] <= threshold ? low : high;
    }
  }

  private Node node(double[] expected) {
    return new Node(new Leaf(inputs, expected), window);
  }

  private int predict(Node node, float[] x) {
    Node at = node;
    while (at.leaf == null) {
      at = at.child(x);
    }
    return at.leaf.predict(x, config.prediction());
  }

  @Override
  public int predict(float[] x) {
    return predict(root, x);
  }

  @Override
  public void learn(float[] x, int label) {
    root = learn(root, x, label, predict(root, x) != label);
  }

  /** Teaches the tree below a node; what stands in its place then. */
  private Node learn(Node node, float[] x, int label, boolean wrong) {
    boolean grown = watch(node, wrong);
    if (node.alternate != null) {
      node.alternate = learnAlternate(node.alternate, x, label);
      int better = better(node);
      if (better > 0) {
        Node alternate = node.alternate;
        leaves += leaves(alternate) - leaves(node);
        return alternate;
      }
      if (better < 0) {
        leaves -= leaves(node.alternate);
        node.alternate = null;
      }
    } else if (grown) {
      node.alternate = node(new double[classes]);
      leaves++;
    }
    if (node.leaf != null) {
      learnLeaf(node, x, label);
    } else if (node.child(x) == node.low) {
      node.low = learn(node.low, x, label, wrong);
    } else {
      node.high = learn(node.high, x, label, wrong);
    }
    return node;
  }

  /** True where errors have grown. */
  private static boolean watch(Node node, boolean wrong) {
    return node.errors.update(wrong ? 1 : 0) == DriftDetector.Level.DRIFT;
  }

  private Node learnAlternate(Node first, float[] x, int label) {
    boolean wrong = predict(first, x) != label;
    boolean grown = watch(first, wrong);
    if (grown) {
      leaves += 1 - leaves(first);
      return node(new double[classes]);
    }
    Node at = first;
    while (at.leaf == null) {
      at = at.child(x);
      watch(at, wrong);
    }
    learnLeaf(at, x, label);
    return first;
  }

  private void learnLeaf(Node node, float[] x, int label) {
    node.leaf.learn(x, label, config.prediction());
    if (node.leaf.isDue(config.grace()) && leaves < config.leaves()) {
      Leaf.Cut cut = node.leaf.split(tree);
      if (cut != null) {
        node.input = cut.input();
        node.threshold = cut.threshold();
        node.low = node(cut.low());
        node.high = node(cut.high());
        node.leaf = null;
        leaves++;
      }
    }
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

  /** Leaves below a node and of alternates there. */
  private static int leaves(Node node) {
    int below = node.leaf != null ? 1 : leaves(node.low) + leaves(node.high);
    return below + (node.alternate == null ? 0 : leaves(node.alternate));
  }

  @Override
  public void reset() {
    root = node(new double[classes]);
    leaves = 1;
  }

  @Override
  public long bytes() {
    return bytes(root);
  }

  private long bytes(Node node) {
    long bytes = node.errors.bytes();
    if (node.alternate != null) {
      bytes += bytes(node.alternate);
    }
    return node.leaf != null
        ? bytes + Double.BYTES * (long) Leaf.size(inputs, classes)
        : bytes + Integer.BYTES + Double.BYTES + bytes(node.low) + bytes(node.high);
  }

  @Override
  public SavedState state() {
    TreeNumbers numbers = new TreeNumbers(new double[1024]);
    write(root, numbers);
    return new SavedState().putDoubles("nodes", numbers.written()).put("leaves", leaves);
  }

  /** What a node is, whether it has an alternate, and its window; then all that belongs to it. */
  private static void write(Node node, TreeNumbers numbers) {
    double[] errors = node.errors.numbers();
    boolean isLeaf = node.leaf != null;
    numbers.put(isLeaf ? LEAF : SPLIT, node.alternate == null ? 0 : 1, errors.length);
    numbers.put(errors);
    if (isLeaf) {
      numbers.put(node.leaf.numbers());
    } else {
      numbers.put(node.input, node.threshold);
      write(node.low, numbers);
      write(node.high, numbers);
    }
    if (node.alternate != null) {
      write(node.alternate, numbers);
    }
  }

  @Override
  public void restore(SavedState state) {
    root = read(new TreeNumbers(state.doubles("nodes")));
    leaves = leaves(root);
  }

  private Node read(TreeNumbers numbers) {
    double[] head = numbers.take(3);
    Node node = node(new double[classes]);
    node.errors.set(numbers.take((int) head[2]));
    if (head[0] == LEAF) {
      node.leaf.set(numbers.take(Leaf.size(inputs, classes)));
    } else {
      double[] question = numbers.take(2);
      if (!(question[0] >= 0 && question[0] < inputs)) {
        throw new BadDataException("the saved state holds a tree of other values.");
      }
      node.leaf = null;
      node.input = (int) question[0];
      node.threshold = question[1];
      node.low = read(numbers);
      node.high = read(numbers);
    }
    if (head[1] != 0) {
      node.alternate = read(numbers);
    }
    return node;
  }
}
