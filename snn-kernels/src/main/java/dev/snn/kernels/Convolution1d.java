package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * One-dimensional convolution as a product: positions take the place of time steps. An input {@code
 * [L x B x C]} (L positions of C channels) is unfolded to patches {@code [L' x B x kernel C]} with
 * feature {@code k C + c}; the product with weights {@code [kernel C][C']} is the convolution.
 * Positions outside count as zero.
 */
public record Convolution1d(int length, int channels, int kernel, int stride, int padding) {

  /** Number of output positions L'. */
  public int outputLength() {
    return (length + 2 * padding - kernel) / stride + 1;
  }

  /** Length of a patch. */
  public int patch() {
    return kernel * channels;
  }

  /** Writes all patches. */
  public void unfold(Tensor in, Tensor patches, Parallel parallel) {
    parallel.forEach(
        outputLength(),
        o -> {
          for (int b = 0; b < in.batch(); b++) {
            float[] patch = patches.row(o, b);
            for (int k = 0; k < kernel; k++) {
              int l = o * stride - padding + k;
              if (l < 0 || l >= length) {
                Arrays.fill(patch, k * channels, (k + 1) * channels, 0);
              } else {
                System.arraycopy(in.row(l, b), 0, patch, k * channels, channels);
              }
            }
          }
        });
  }

  /** Adds the gradients of the patches to the positions they came from; overwrites {@code grad}. */
  public void fold(Tensor gradPatches, Tensor grad, Parallel parallel) {
    parallel.forEachBlock(
        grad.batch(),
        (block, from, to) -> {
          for (int b = from; b < to; b++) {
            for (int l = 0; l < length; l++) {
              Arrays.fill(grad.row(l, b), 0, channels, 0);
            }
            for (int o = 0; o < outputLength(); o++) {
              float[] patch = gradPatches.row(o, b);
              for (int k = 0; k < kernel; k++) {
                int l = o * stride - padding + k;
                if (l >= 0 && l < length) {
                  float[] row = grad.row(l, b);
                  for (int c = 0; c < channels; c++) {
                    row[c] += patch[k * channels + c];
                  }
                }
              }
            }
          }
        });
  }
}
