package dev.snn.training.learner;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.StreamLearner;

/**
 * What Hoeffding trees share: leaves that predict, learn and split by the bound of {@link
 * HoeffdingTree}, memory and saved state. Trees that add something to their nodes override what
 * counts, writes and reads a node; what learns a sample is theirs.
 *
 * @param <N> nodes of the tree
 */
abstract class SplittingTree<N extends TreeNode<N>> implements StreamLearner {
  private static final int LEAF = 0;
  private static final int SPLIT = 1;

  private final HoeffdingTree.Config config;
  private final int inputs;
  private final int classes;
  private N root;
  private int leaves;

  /** A tree that begins with {@link #reset()}. */
  SplittingTree(HoeffdingTree.Config config, int inputs, int classes) {
    this.config = config;
    this.inputs = inputs;
    this.classes = classes;
  }

  /** A node that is a leaf. */
  abstract N node(Leaf leaf);

  /** A leaf that expects nothing. */
  final N emptyLeaf() {
    return leaf(new double[classes]);
  }

  private N leaf(double[] expected) {
    return node(new Leaf(inputs, expected));
  }

  final N root() {
    return root;
  }

  final void root(N other) {
    root = other;
  }

  /** Counts leaves that have come, or gone where there are fewer. */
  final void count(int more) {
    leaves += more;
  }

  /** The leaf below a node to which a sample goes. */
  final N at(N node, float[] x) {
    N at = node;
    while (!at.isLeaf()) {
      at = at.child(x);
    }
    return at;
  }

  final int predict(N node, float[] x) {
    return at(node, x).leaf().predict(x, config.prediction());
  }

  @Override
  public final int predict(float[] x) {
    return predict(root, x);
  }

  /** Lets a leaf learn a sample; it may be a split then. */
  final void learnLeaf(N node, float[] x, int label) {
    Leaf leaf = node.leaf();
    leaf.learn(x, label, config.prediction());
    if (leaf.isDue(config.grace()) && leaves < config.leaves()) {
      Leaf.Cut cut = leaf.split(config);
      if (cut != null) {
        node.split(cut.input(), cut.threshold(), leaf(cut.low()), leaf(cut.high()));
        leaves++;
      }
    }
  }

  @Override
  public final void reset() {
    root = emptyLeaf();
    leaves = 1;
  }

  /** Leaves of a node and below it. */
  int leaves(N node) {
    return node.isLeaf() ? 1 : leaves(node.low()) + leaves(node.high());
  }

  @Override
  public final long bytes() {
    return bytes(root);
  }

  /** Memory of a node and of those below it. */
  long bytes(N node) {
    return node.isLeaf()
        ? Double.BYTES * (long) Leaf.size(inputs, classes)
        : Integer.BYTES + Double.BYTES + bytes(node.low()) + bytes(node.high());
  }

  @Override
  public final SavedState state() {
    TreeNumbers numbers = new TreeNumbers(new double[1024]);
    write(root, numbers);
    return new SavedState().putDoubles("nodes", numbers.written()).put("leaves", leaves);
  }

  /** Writes what a node is, then all that belongs to it. */
  void write(N node, TreeNumbers numbers) {
    writeKind(node, numbers);
    writeContent(node, numbers);
  }

  final void writeKind(N node, TreeNumbers numbers) {
    numbers.put(node.isLeaf() ? LEAF : SPLIT);
  }

  /** What a leaf has seen, or the question of a split and the nodes below it. */
  final void writeContent(N node, TreeNumbers numbers) {
    if (node.isLeaf()) {
      numbers.put(node.leaf().numbers());
    } else {
      numbers.put(node.input(), node.threshold());
      write(node.low(), numbers);
      write(node.high(), numbers);
    }
  }

  @Override
  public final void restore(SavedState state) {
    root = read(new TreeNumbers(state.doubles("nodes")));
    leaves = leaves(root);
  }

  /** Reads what {@link #write} wrote. */
  N read(TreeNumbers numbers) {
    N node = emptyLeaf();
    readContent(node, readIsLeaf(numbers), numbers);
    return node;
  }

  static boolean readIsLeaf(TreeNumbers numbers) {
    return numbers.take(1)[0] == LEAF;
  }

  final void readContent(N node, boolean isLeaf, TreeNumbers numbers) {
    if (isLeaf) {
      node.leaf().set(numbers.take(Leaf.size(inputs, classes)));
    } else {
      double[] question = numbers.take(2);
      if (!(question[0] >= 0 && question[0] < inputs)) {
        throw new BadDataException("the saved state holds a tree of other values.");
      }
      node.split((int) question[0], question[1], read(numbers), read(numbers));
    }
  }
}
