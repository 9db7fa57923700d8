package dev.snn.training.learner;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.StreamLearner;

/** {@link HoeffdingTree}. */
final class GrowingTree implements StreamLearner {
  private static final int SPLIT = 1;

  private final HoeffdingTree.Config config;
  private final int inputs;
  private final int classes;
  private Node root;
  private int leaves;

  GrowingTree(HoeffdingTree.Config config, int inputs, int classes) {
    this.config = config;
    this.inputs = inputs;
    this.classes = classes;
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

    Node(Leaf leaf) {
      this.leaf = leaf;
    }
  }

  private Node at(float[] x) {
    Node node = root;
    while (node.leaf == null) {
      node = x[node.input] <= node.threshold ? node.low : node.high;
    }
    return node;
  }

  @Override
  public int predict(float[] x) {
    return at(x).leaf.predict(x, config.prediction());
  }

  @Override
  public void learn(float[] x, int label) {
    Node node = at(x);
    node.leaf.learn(x, label, config.prediction());
    if (node.leaf.isDue(config.grace()) && leaves < config.leaves()) {
      split(node);
    }
  }

  private void split(Node node) {
    Leaf.Cut cut = node.leaf.split(config);
    if (cut != null) {
      node.input = cut.input();
      node.threshold = cut.threshold();
      node.low = new Node(new Leaf(inputs, cut.low()));
      node.high = new Node(new Leaf(inputs, cut.high()));
      node.leaf = null;
      leaves++;
    }
  }

  @Override
  public void reset() {
    root = new Node(new Leaf(inputs, new double[classes]));
    leaves = 1;
  }

  @Override
  public long bytes() {
    long split = Integer.BYTES + Double.BYTES;
    return leaves * (long) Double.BYTES * Leaf.size(inputs, classes) + (leaves - 1) * split;
  }

  @Override
  public SavedState state() {
    TreeNumbers numbers = new TreeNumbers(new double[1024]);
    write(root, numbers);
    return new SavedState().putDoubles("nodes", numbers.written()).put("leaves", leaves);
  }

  /** A node before its children. */
  private static void write(Node node, TreeNumbers numbers) {
    if (node.leaf != null) {
      numbers.put(0);
      numbers.put(node.leaf.numbers());
    } else {
      numbers.put(SPLIT, node.input, node.threshold);
      write(node.low, numbers);
      write(node.high, numbers);
    }
  }

  @Override
  public void restore(SavedState state) {
    TreeNumbers numbers = new TreeNumbers(state.doubles("nodes"));
    root = read(numbers);
    leaves = (int) state.number("leaves");
  }

  private Node read(TreeNumbers numbers) {
    if (numbers.take(1)[0] != SPLIT) {
      Leaf leaf = new Leaf(inputs, new double[classes]);
      leaf.set(numbers.take(Leaf.size(inputs, classes)));
      return new Node(leaf);
    }
    double[] question = numbers.take(2);
    if (!(question[0] >= 0 && question[0] < inputs)) {
      throw new BadDataException("the saved state holds a tree of other values.");
    }
    Node node = new Node(null);
    node.input = (int) question[0];
    node.threshold = question[1];
    node.low = read(numbers);
    node.high = read(numbers);
    return node;
  }
}
