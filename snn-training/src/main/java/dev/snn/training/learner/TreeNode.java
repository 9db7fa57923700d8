package dev.snn.training.learner;

/**
 * A split or a leaf of a {@link SplittingTree}.
 *
 * @param <N> nodes of that tree
 */
abstract class TreeNode<N extends TreeNode<N>> {
  /** Value that is asked for; of a leaf nothing. */
  private int input;

  /** Values up to it go to the first child. */
  private double threshold;

  private N low;
  private N high;

  /** What a leaf has seen; null of a split. */
  private Leaf leaf;

  TreeNode(Leaf leaf) {
    this.leaf = leaf;
  }

  final boolean isLeaf() {
    return leaf != null;
  }

  final Leaf leaf() {
    return leaf;
  }

  final int input() {
    return input;
  }

  final double threshold() {
    return threshold;
  }

  final N low() {
    return low;
  }

  final void low(N other) {
    low = other;
  }

  final N high() {
    return high;
  }

  final void high(N other) {
    high = other;
  }

  final boolean goesLow(float[] x) {
    return x[input] <= threshold;
  }

  final N child(float[] x) {
    return goesLow(x) ? low : high;
  }

  /** Makes a leaf a split. */
  final void split(int by, double at, N first, N second) {
    input = by;
    threshold = at;
    leaf = null;
    low = first;
    high = second;
  }
}
