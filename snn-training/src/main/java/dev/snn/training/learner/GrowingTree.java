package dev.snn.training.learner;

/** {@link HoeffdingTree}. */
final class GrowingTree extends SplittingTree<GrowingTree.Node> {

  GrowingTree(HoeffdingTree.Config config, int inputs, int classes) {
    super(config, inputs, classes);
    reset();
  }

  /** A split or a leaf. */
  static final class Node extends TreeNode<Node> {
    Node(Leaf leaf) {
      super(leaf);
    }
  }

  @Override
  Node node(Leaf leaf) {
    return new Node(leaf);
  }

  @Override
  public void learn(float[] x, int label) {
    learnLeaf(at(root(), x), x, label);
  }
}
