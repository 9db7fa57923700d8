package dev.snn.engine.sheet;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Link;
import dev.snn.api.neuron.Pass;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.evaluate.Predictor;
import dev.snn.engine.record.RunId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A picture beside a record: the first test images, and below them what the network makes of them
 * in the first draw of an evaluation.
 */
public final class PictureSheet {
  private static final int IMAGES = 10;

  /** Side of a pixel of an image, in pixels of the sheet. */
  private static final int ZOOM = 3;

  private static final int GAP = 6;
  private static final int WHITE = 255;

  private PictureSheet() {}

  /** The sheet of a run as a PNG file; empty where its targets are no images. */
  static Optional<byte[]> of(Run run) {
    return run.dataset().info().targetWidth() > 0 && run.encoder() != null
        ? Optional.of(png(sheet(run)))
        : Optional.empty();
  }

  /** The file of a run's sheet in an output folder: beside the record. */
  public static Path file(Path out, RunId id) {
    return out.resolve("records").resolve(id.fileName().replaceFirst("json$", "png"));
  }

  private static BufferedImage sheet(Run run) {
    DatasetInfo info = run.dataset().info();
    int n = Math.min(IMAGES, run.dataset().test().size());
    Samples samples = run.dataset().test().gather(IntStream.range(0, n).toArray());
    Pass pass = Predictor.pass(run, samples, 0, Arena.HEAP);
    Tensor scores =
        run.network().forward(run.encoder().encode(samples, pass), pass).decoded().prediction();
    int width = info.targetWidth() * ZOOM + GAP;
    int height = info.targets() / info.targetWidth() * ZOOM + GAP;
    BufferedImage sheet =
        new BufferedImage(n * width + GAP, 2 * height + GAP, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.getRaster().setSample(x, y, 0, WHITE);
      }
    }
    Link link = Link.AUTO.on(info);
    for (int b = 0; b < n; b++) {
      float[] last = scores.row(scores.steps() - 1, b);
      for (int k = 0; k < info.targets(); k++) {
        int x = GAP + b * width + k % info.targetWidth() * ZOOM;
        int y = GAP + k / info.targetWidth() * ZOOM;
        paint(sheet, x, y, samples.targets()[b][k]);
        paint(sheet, x, y + height, link.apply(last[k]));
      }
    }
    return sheet;
  }

  private static void paint(BufferedImage sheet, int x, int y, double value) {
    int shade = (int) Math.round(WHITE * Math.max(0, Math.min(1, value)));
    for (int d = 0; d < ZOOM * ZOOM; d++) {
      sheet.getRaster().setSample(x + d % ZOOM, y + d / ZOOM, 0, shade);
    }
  }

  private static byte[] png(BufferedImage sheet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(sheet, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
