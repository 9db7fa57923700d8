package dev.snn.report.plot;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The first two principal components of centred points X {@code [n x d]}: eigenvectors v of {@code
 * X'X} give scores Xv; where d is larger than n, eigenvectors u of {@code XX'} with eigenvalue l
 * give the same scores as {@code sqrt(l) u}. A component points to where its largest score is
 * positive.
 *
 * @param scores {@code [n][2]}
 * @param shares of the variance, one per component; 0 where all points are equal
 */
record Pca(double[][] scores, double[] shares) {
  private static final int COMPONENTS = 2;

  /** Of at least one point; the points are not changed. */
  static Pca of(double[][] points) {
    DMatrixRMaj x = centred(points);
    int n = x.numRows;
    boolean outer = x.numCols > n;
    DMatrixRMaj gram = new DMatrixRMaj(outer ? n : x.numCols, outer ? n : x.numCols);
    if (outer) {
      CommonOps_DDRM.multOuter(x, gram);
    } else {
      CommonOps_DDRM.multInner(x, gram);
    }
    double total = CommonOps_DDRM.trace(gram);
    double[][] scores = new double[n][COMPONENTS];
    double[] shares = new double[COMPONENTS];
    if (total > 0) {
      EigenDecomposition_F64<DMatrixRMaj> eigen =
          DecompositionFactory_DDRM.eig(gram.numRows, true, true);
      if (!eigen.decompose(gram.copy())) {
        throw new ArithmeticException("the eigenvalues of the covariance were not found");
      }
      int[] largest = largest(eigen);
      for (int c = 0; c < Math.min(COMPONENTS, largest.length); c++) {
        double value = Math.max(0, eigen.getEigenvalue(largest[c]).getReal());
        shares[c] = value / total;
        fill(scores, c, direction(eigen, largest[c], outer, x, value));
      }
    }
    return new Pca(scores, shares);
  }

  private static DMatrixRMaj centred(double[][] points) {
    DMatrixRMaj x = new DMatrixRMaj(points);
    for (int d = 0; d < x.numCols; d++) {
      double mean = 0;
      for (int i = 0; i < x.numRows; i++) {
        mean += x.get(i, d) / x.numRows;
      }
      for (int i = 0; i < x.numRows; i++) {
        x.add(i, d, -mean);
      }
    }
    return x;
  }

  /** Numbers of the two largest eigenvalues. */
  private static int[] largest(EigenDecomposition_F64<DMatrixRMaj> eigen) {
    return IntStream.range(0, eigen.getNumberOfEigenvalues())
        .boxed()
        .sorted((a, b) -> Double.compare(value(eigen, b), value(eigen, a)))
        .limit(COMPONENTS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int k) {
    return eigen.getEigenvalue(k).getReal();
  }

  private static DMatrixRMaj direction(
      EigenDecomposition_F64<DMatrixRMaj> eigen,
      int k,
      boolean outer,
      DMatrixRMaj x,
      double value) {
    DMatrixRMaj vector = eigen.getEigenVector(k);
    DMatrixRMaj result = new DMatrixRMaj(x.numRows, 1);
    if (outer) {
      CommonOps_DDRM.scale(Math.sqrt(value), vector, result);
    } else {
      CommonOps_DDRM.mult(x, vector, result);
    }
    return result;
  }

  private static void fill(double[][] scores, int c, DMatrixRMaj values) {
    int top = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Math.abs(values.get(i)) > Math.abs(values.get(top))) {
        top = i;
      }
    }
    double sign = values.get(top) < 0 ? -1 : 1;
    for (int i = 0; i < scores.length; i++) {
      scores[i][c] = sign * values.get(i);
    }
  }
}
