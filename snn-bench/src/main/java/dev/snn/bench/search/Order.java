package dev.snn.bench.search;

/** Which Wasserstein distance stands between two distributions that are not normal. */
public enum Order {
  /** W2. Covariances over it are positive definite. */
  SECOND,
  /** W1. Covariances over it are not always positive definite; see {@link GaussianProcess}. */
  FIRST
}
