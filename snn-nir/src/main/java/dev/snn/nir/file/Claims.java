package dev.snn.nir.file;

import io.jhdf.GlobalHeap;
import io.jhdf.Utils;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether the values that a data set claims are in the file. Found out before room is made for
 * them: of packed pieces (HDF5's chunks) each is unpacked into a small buffer and counted.
 */
final class Claims {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER = 3;

  /** Bytes of a checksum. */
  private static final int CHECKSUM = 4;

  /** Of data sets that may grow a piece can be longer than what is in it. */
  private static final long PIECE = 1 << 20;

  /** Bytes of an entry in the index of pieces, at least. */
  private static final int ENTRY = 8;

  private static final int BUFFER = 1 << 12;

  private final Dataset data;
  private final int[] shape;
  private final long claimed;
  private final long bytes;

  /**
   * A data set's claims.
   *
   * @param width bytes of a value
   * @param bytes of the file
   */
  Claims(Dataset data, int[] shape, long width, long bytes) {
    this.data = data;
    this.shape = shape.clone();
    this.claimed = times(Math.max(1, width), shape);
    this.bytes = bytes;
  }

  /** A product that stays at the largest number where it would pass it. */
  static long times(long first, int... axes) {
    long product = first;
    for (int axis : axes) {
      product =
          axis == 0
              ? 0
              : product > Long.MAX_VALUE / Math.abs((long) axis)
                  ? Long.MAX_VALUE
                  : product * Math.abs((long) axis);
    }
    return product;
  }

  /** Bytes of all values. */
  long claimed() {
    return claimed;
  }

  /** A filter that is not undone here; null where there is none. */
  String strange() {
    int deflates = 0;
    for (PipelineFilterWithData filter : filters()) {
      int id = filter.getId();
      deflates += id == DEFLATE ? 1 : 0;
      if (id != DEFLATE && id != SHUFFLE && id != FLETCHER || deflates > 1) {
        return filter.getName();
      }
    }
    return null;
  }

  private List<PipelineFilterWithData> filters() {
    return data instanceof ChunkedDataset ? data.getFilters() : List.of();
  }

  /** Whether all that is claimed is there. */
  boolean held() {
    if (claimed == 0) {
      return true;
    }
    if (!(data instanceof ChunkedDataset pieces)) {
      return claimed <= bytes;
    }
    int[] piece = pieces.getChunkDimensions();
    long length = claimed / times(1, shape);
    long count = 1;
    if (piece.length != shape.length) {
      return false;
    }
    for (int k = 0; k < piece.length; k++) {
      if (piece[k] < 1) {
        return false;
      }
      count = Math.min(Integer.MAX_VALUE, count * ((shape[k] - 1L) / piece[k] + 1));
    }
    length = times(length, piece);
    if (length > Math.max(claimed, PIECE) || count > bytes / ENTRY + 1) {
      return false;
    }
    long stored = data.getStorageInBytes();
    return stored <= bytes
        && (filters().isEmpty() ? stored >= claimed : unpacks(pieces, piece, length));
  }

  /** Unpacks every piece; what of them lies beyond the shape is in the file too. */
  private boolean unpacks(ChunkedDataset pieces, int[] piece, long length) {
    int[] at = new int[shape.length];
    for (boolean more = true; more; more = next(at, piece)) {
      if (!unpacks(pieces.getRawChunkBuffer(at.clone()), length)) {
        return false;
      }
    }
    return true;
  }

  private boolean next(int[] at, int[] piece) {
    for (int k = at.length - 1; k >= 0; k--) {
      if ((long) at[k] + piece[k] < shape[k]) {
        at[k] += piece[k];
        return true;
      }
      at[k] = 0;
    }
    return false;
  }

  private boolean unpacks(ByteBuffer packed, long length) {
    ByteBuffer left = packed.duplicate();
    long size = left.remaining();
    List<PipelineFilterWithData> filters = filters();
    for (int k = filters.size() - 1; k >= 0; k--) {
      if (filters.get(k).getId() == FLETCHER) {
        size -= CHECKSUM;
        left.limit((int) Math.max(left.position(), Math.min(left.limit(), left.position() + size)));
      } else if (filters.get(k).getId() == DEFLATE) {
        size = inflated(left, length + (long) CHECKSUM * filters.size());
      }
    }
    return size >= length && size <= length + (long) CHECKSUM * filters.size();
  }

  /** How long a packed piece is; -1 where it is damaged or longer than it may be. */
  private static long inflated(ByteBuffer packed, long most) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        if (inflater.inflate(buffer) == 0 || inflater.getBytesWritten() > most) {
          return -1;
        }
      }
      return inflater.getBytesWritten();
    } catch (DataFormatException e) {
      return -1;
    } finally {
      inflater.end();
    }
  }

  /**
   * Whether words of any length are in the file: those that it holds are not longer, in all, than
   * itself, though many may be said to be the same long one. A reference to a word ends with its
   * heap and its place there.
   */
  boolean wordsHeld(int width) {
    HdfBackingStorage storage = data.getHdfFile().getHdfBackingStorage();
    ByteBuffer references = ((DatasetBase) data).getDataBuffer().duplicate();
    references.order(ByteOrder.LITTLE_ENDIAN);
    int offset = storage.getSizeOfOffsets();
    Map<Long, GlobalHeap> heaps = new HashMap<>();
    long sum = 0;
    while (references.remaining() >= width && sum <= bytes) {
      references.position(references.position() + width - offset - Integer.BYTES);
      long heap = Utils.readBytesAsUnsignedLong(references, offset);
      int index = references.getInt();
      sum +=
          index == 0
              ? 0
              : heaps
                  .computeIfAbsent(heap, address -> new GlobalHeap(storage, address))
                  .getObjectData(index)
                  .remaining();
    }
    return sum <= bytes;
  }
}
