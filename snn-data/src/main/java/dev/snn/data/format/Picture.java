package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Foreign;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture in PNG, JPEG, GIF or BMP, as the JDK reads it: the values as they stand in the file, 8
 * bits of them, without a change of colour space. What is transparent lies over black.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param values {@code [channels][height][width]}, 0 .. 255
 * @param transparent whether a pixel is not opaque
 */
public record Picture(int width, int height, int channels, byte[] values, boolean transparent) {
  private static final long MOST_PIXELS = 1 << 24;

  /**
   * Reads a picture; its size is checked before room is made for it.
   *
   * @param name for error texts
   */
  public static Picture read(String name, byte[] bytes) {
    Foreign.refuse(name, bytes);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new BadDataException(
            name + " is no picture that can be read (PNG, JPEG, GIF, BMP); get it again.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width < 1 || height < 1 || width * height > MOST_PIXELS) {
          throw new BadDataException(
              "%s is a picture of %d x %d pixels; at most %d are read, make it smaller."
                  .formatted(name, width, height, MOST_PIXELS));
        }
        ImageReadParam param = reader.getDefaultReadParam();
        return of(name, reader.read(0, param));
      } finally {
        reader.dispose();
      }
    } catch (BadDataException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new BadDataException(
          "%s is a damaged picture, or of a kind that cannot be read (%s); get it again."
              .formatted(name, why.lines().findFirst().orElse("")));
    }
  }

  private static Picture of(String name, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Raster raster = image.getRaster();
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    int bands = palette ? 4 : raster.getNumBands();
    if (bands < 1 || bands > 4) {
      throw new BadDataException(
          "%s has %d channels; grey and colour pictures can be read.".formatted(name, bands));
    }
    boolean alpha = palette || bands == 2 || bands == 4;
    int colours = alpha ? bands - 1 : bands;
    int plane = width * height;
    byte[] values = new byte[colours * plane];
    int[] pixel = new int[bands];
    boolean transparent = false;
    boolean grey = true;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (palette) {
          indexed(image.getRGB(x, y), pixel);
        } else {
          sampled(raster, x, y, pixel);
        }
        int opaque = alpha ? pixel[bands - 1] : 255;
        transparent |= opaque != 255;
        for (int c = 0; c < colours; c++) {
          values[c * plane + y * width + x] = (byte) ((pixel[c] * opaque + 127) / 255);
          grey &= pixel[c] == pixel[0];
        }
      }
    }
    // A palette of greys is how grey pictures of few bits come.
    if (palette && grey) {
      values = java.util.Arrays.copyOf(values, plane);
      colours = 1;
    }
    return new Picture(width, height, colours, values, transparent);
  }

  private static void indexed(int argb, int[] pixel) {
    pixel[0] = argb >> 16 & 255;
    pixel[1] = argb >> 8 & 255;
    pixel[2] = argb & 255;
    pixel[3] = argb >>> 24;
  }

  private static void sampled(Raster raster, int x, int y, int[] pixel) {
    for (int b = 0; b < pixel.length; b++) {
      int bits = raster.getSampleModel().getSampleSize(b);
      int value = raster.getSample(x, y, b);
      pixel[b] =
          bits > 8 ? value >>> bits - 8 : bits == 8 ? value : value * 255 / ((1 << bits) - 1);
    }
  }

  /** Grey from colour (luma of ITU-R BT.601: 0.299, 0.587, 0.114), or grey three times. */
  public Picture inChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int plane = width * height;
    byte[] out = new byte[wanted * plane];
    for (int k = 0; k < plane; k++) {
      if (wanted == 1) {
        int luma =
            299 * (values[k] & 255)
                + 587 * (values[plane + k] & 255)
                + 114 * (values[2 * plane + k] & 255);
        out[k] = (byte) ((luma + 500) / 1000);
      } else {
        for (int c = 0; c < wanted; c++) {
          out[c * plane + k] = values[k];
        }
      }
    }
    return new Picture(width, height, wanted, out, transparent);
  }

  /** In another size: each pixel is the mean of the area it covers. */
  public Picture inSize(int columns, int rows) {
    if (columns == width && rows == height) {
      return this;
    }
    byte[] out = new byte[channels * columns * rows];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          out[(c * rows + y) * columns + x] =
              (byte) Math.round(area(c, (double) width / columns, x, (double) height / rows, y));
        }
      }
    }
    return new Picture(columns, rows, channels, out, transparent);
  }

  private double area(int channel, double wide, int x, double high, int y) {
    double sum = 0;
    double all = 0;
    for (int r = (int) (y * high); r < Math.min(height, Math.ceil((y + 1) * high)); r++) {
      double vertical = Math.min(r + 1, (y + 1) * high) - Math.max(r, y * high);
      for (int k = (int) (x * wide); k < Math.min(width, Math.ceil((x + 1) * wide)); k++) {
        double weight = vertical * (Math.min(k + 1, (x + 1) * wide) - Math.max(k, x * wide));
        sum += weight * (values[(channel * height + r) * width + k] & 255);
        all += weight;
      }
    }
    return sum / all;
  }
}
