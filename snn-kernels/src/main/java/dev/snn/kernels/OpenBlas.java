package dev.snn.kernels;

import dev.snn.api.tensor.DenseLibrary;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** The OpenBLAS that {@link NativeBlas} calls. */
public final class OpenBlas implements DenseLibrary {
  private static final int LARGE = 1024;

  @Override
  public String name() {
    String version = openblas.class.getPackage().getImplementationVersion();
    return version == null ? "OpenBLAS" : "OpenBLAS " + version;
  }

  @Override
  public boolean isUsable() {
    return NativeBlas.worth(LARGE, LARGE, LARGE);
  }

  @Override
  public Product square(int n) {
    FloatPointer a = filled(n, 1e-3f);
    FloatPointer b = filled(n, 1e-3f);
    FloatPointer c = filled(n, 0);
    return new Product() {
      @Override
      public void run() {
        openblas.cblas_sgemm(
            openblas.CblasRowMajor,
            openblas.CblasNoTrans,
            openblas.CblasNoTrans,
            n,
            n,
            n,
            1f,
            a,
            n,
            b,
            n,
            0f,
            c,
            n);
      }

      @Override
      public void close() {
        a.close();
        b.close();
        c.close();
      }
    };
  }

  private static FloatPointer filled(int n, float value) {
    FloatPointer p = new FloatPointer((long) n * n);
    float[] row = new float[n];
    Arrays.fill(row, value);
    for (int r = 0; r < n; r++) {
      p.position((long) r * n).put(row, 0, n);
    }
    return p.position(0);
  }
}
