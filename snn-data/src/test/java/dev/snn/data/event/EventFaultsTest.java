package dev.snn.data.event;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.event.Written.aedat2;
import static dev.snn.data.event.Written.aedat3;
import static dev.snn.data.event.Written.ascii;
import static dev.snn.data.event.Written.cd;
import static dev.snn.data.event.Written.dat;
import static dev.snn.data.event.Written.dvs128;
import static dev.snn.data.event.Written.evt;
import static dev.snn.data.event.Written.evt2;
import static dev.snn.data.event.Written.high;
import static dev.snn.data.event.Written.little;
import static dev.snn.data.event.Written.packet;
import static dev.snn.data.event.Written.polarity;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is wrong is told with the file and the byte. */
class EventFaultsTest {
  private static final EventOptions SMALL = new EventOptions(34, 34, 0, 0, TimeOrder.ERROR);

  private static void refused(String file, byte[] bytes, String message) {
    refused(file, bytes, EventOptions.DEFAULT, message);
  }

  private static void refused(String file, byte[] bytes, EventOptions options, String message) {
    assertThatThrownBy(() -> EventFiles.read("/data/" + file, file, bytes, options))
        .isInstanceOf(BadDataException.class)
        .hasMessage("/data/" + file + " " + message);
  }

  private static byte[] less(byte[] bytes, int by) {
    return Arrays.copyOf(bytes, bytes.length - by);
  }

  @Test
  void nmnistFaults() {
    byte[] good = join(event(1, 2, 1, 10), event(3, 4, 0, 20));
    refused(
        "1.bs2", less(good, 2), "is cut off: the record at byte 5 has 3 of 5 bytes; get it again.");
    refused(
        "1.bs2",
        join(good, event(34, 1, 0, 30)),
        SMALL,
        "is damaged: pixel (34, 1) at byte 10 lies outside the 34 x 34 sensor (as given); get it"
            + " again.");
    refused(
        "1.bs2",
        join(good, event(3, 1, 0, 19)),
        "is damaged: time 19 us at byte 10 lies before the event preceding it (20 us); get it again"
            + " (data set 'events' can sort them: time_order: sort).");
  }

  @Test
  void aedat2Faults() {
    byte[] good = aedat2("# a\r\n", dvs128(1, 2, 0), 3);
    refused(
        "a.aedat",
        less(good, 3),
        "is cut off: the event at byte 19 has 5 of 8 bytes; get it again.");
    refused(
        "a.aedat",
        Arrays.copyOf(good, 17),
        "is cut off: the event at byte 14 has 3 of 8 bytes; get it again.");
    refused(
        "a.aedat",
        aedat2("", 1 << 20, 3),
        "is damaged: the address 0x00100000 at byte 14 is none of a DVS128; get it again.");
    refused(
        "a.aedat",
        aedat2("# AEChip: org.lab.Cochlea\r\n"),
        "was recorded by the chip 'org.lab.Cochlea', whose addresses cannot be read; those of DVS128"
            + " and DAVIS can.");
    refused(
        "a.aedat",
        join(ascii("#!AER-DAT2.0\r\n#"), ascii("x".repeat(70_000))),
        "is damaged: the address 0x23787878 at byte 14 is none of a DVS128; get it again.");
    refused(
        "a.aedat",
        aedat2("# AEChip: DAVIS128\r\n", 200 << 22, 3),
        "is damaged: pixel (0, 200) at byte 34 lies outside the 128 x 128 sensor (DAVIS128); get it"
            + " again.");
    refused(
        "a.aedat",
        aedat2("", 0, 0, 0, Integer.MAX_VALUE),
        "lasts longer than 2147 s, the most a recording may last; cut it with duration_ms.");
  }

  @Test
  void aedat3Faults() {
    byte[] good = aedat3(packet(1, 8, 0, 1, polarity(1, 2, 0, true), 4));
    int start = aedat3().length;
    refused(
        "a.aedat",
        less(good, 9),
        "is cut off: the packet head at byte %d has 27 of 28 bytes; get it again."
            .formatted(start));
    refused(
        "a.aedat",
        less(good, 8),
        "is cut off: it ends at byte %d within the packet at byte %d, of 1 events of 8 bytes; get it again."
            .formatted(start + 28, start));
    refused(
        "a.aedat",
        aedat3(packet(2, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 1, 2)),
        "is cut off: it ends at byte %d within the packet at byte %d, of 2147483647 events of 2147483647 bytes; get it again."
            .formatted(start + 36, start));
    refused(
        "a.aedat",
        aedat3(packet(1, 12, 0, 1, 1, 2, 3)),
        "is damaged: the packet at byte %d is of 1 events of 12 bytes; get it again."
            .formatted(start));
    refused(
        "a.aedat",
        aedat3(packet(1, 8, 0, 1, 1, -1)),
        "is damaged: the time of the event at byte %d is negative; get it again."
            .formatted(start + 28));
    refused(
        "a.aedat",
        ascii("#!AER-DAT3.1\r\n#Format: Serial-TS\r\n"),
        "holds packets in the form 'Serial-TS', only RAW can be read; convert it.");
    refused(
        "a.aedat",
        join(ascii("#!AER-DAT3.1\r\n"), little(1, 0x0a0a0a0a)),
        "is damaged: the header has no line '#!END-HEADER' before byte 14; get it again.");
  }

  @Test
  void datFaults() {
    byte[] good = dat(1, cd(2, 3, 1));
    int start = good.length - 8;
    refused(
        "a.dat",
        less(good, 1),
        "is cut off: the event at byte %d has 7 of 8 bytes; get it again.".formatted(start));
    refused(
        "a.dat",
        Arrays.copyOf(good, start - 2),
        "is cut off: it ends at byte %d, after its header.".formatted(start - 2));
    refused(
        "a.dat",
        dat(1, cd(640, 3, 1)),
        "is damaged: pixel (640, 3) at byte %d lies outside the 640 x 480 sensor (as its header"
                .formatted(start)
            + " says); get it again.");
    refused(
        "a.dat",
        join(ascii("% Data file containing CD events\n% Version 2\n"), new byte[] {14, 8}),
        "holds events of type 14 and 8 bytes (byte 45); only those of type 0 or 12 and 8 bytes can"
            + " be read.");
    refused(
        "a.dat",
        ascii("% Data file containing CD events\n"),
        "has no header line '% Version 1' or '% Version 2' before byte 33; get it again.");
  }

  @Test
  void evt2Faults() {
    byte[] good = evt2(high(64), evt(1, 2, 1, 64));
    int start = good.length - 8;
    refused(
        "a.raw",
        less(good, 1),
        "is cut off: the word at byte %d has 3 of 4 bytes; get it again.".formatted(start + 4));
    refused(
        "a.raw",
        evt2(high(64), 5 << 28 | 17),
        "is damaged: the word 0x50000011 at byte %d is of the unknown type 5; get it again."
            .formatted(start + 4));
    refused(
        "a.raw",
        evt2(high(128), evt(1, 2, 1, 128), high(64), evt(1, 2, 1, 65)),
        "is damaged: time 65 us at byte %d lies before the event preceding it (128 us); get it again"
                .formatted(start + 12)
            + " (data set 'events' can sort them: time_order: sort).");
  }

  @Test
  void wordsWithoutATimeAreOfAnotherEncoding() {
    refused(
        "a.raw",
        evt2(evt(1, 2, 1, 64), evt(3, 4, 1, 65)),
        "says in its header that it is Prophesee EVT 2.0, but none of the words from byte 62 on gives a time: it is damaged or of another format; get it again.");
  }

  @Test
  void aClockThatRunsOverUnprovidedIsNamed() {
    refused(
        "a.bin",
        join(event(1, 1, 0, 8_388_000), event(1, 1, 0, 3)),
        "has a clock of 23 bits that runs over at byte 5 (3 us after 8388000 us), which the format does not provide for; cut it before.");
  }

  @Test
  void bombsAreRefusedBeforeTheyUnpack() {
    byte[] record = event(1, 1, 0, 9);
    byte[] many = new byte[5 * 4_400_000];
    for (int k = 0; k < many.length; k++) {
      many[k] = record[k % 5];
    }
    byte[] bomb = gzip(many);
    refused(
        "a.bin.gz",
        bomb,
        "unpacks to more than %d events, more than recordings pack to a file of its size; get it again, or unpack it."
            .formatted(4_000_000 + 8L * bomb.length));
  }

  @Test
  void otherFormats() {
    refused(
        "a.aedat",
        ascii("#!AER-DAT1.0\r\nx"),
        "is AEDAT 1.0; only AEDAT 2.0, 3.1 and 4.0 can be read, convert it.");
    for (String line : new String[] {"% evt 4.0\n", "% format EVT4;height=1\n"}) {
      refused(
          "a.raw",
          ascii(line),
          "is a Prophesee RAW file in another encoding than EVT 2.0, 2.1 and 3.0; convert it to DAT.");
    }
    String formats =
        "; the formats are AEDAT 2.0, 3.1 and 4.0, Prophesee DAT and EVT 2.0, 2.1 and 3.0, N-MNIST (.bs2,"
            + " .bin), NumPy and HDF5 arrays t, x, y, p, and lines 't x y p'.";
    refused(
        "a.png",
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0},
        "is no recording that can be read: it begins with 89 50 4e 47 0d 0a 1a 0a" + formats);
    for (String name : new String[] {"a.aedat", "a.raw", "a.dat", "a.bin", "a.bs2"}) {
      refused(name, new byte[0], "is empty (0 bytes); get it again, or remove it.");
      refused(name + ".gz", gzip(new byte[0]), "is empty (0 bytes); get it again, or remove it.");
      refused(
          name,
          ascii("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"),
          "is a pointer of Git LFS, not the data it stands for; get them with 'git lfs pull' in its repository.");
      refused(
          name + ".gz",
          ascii("\n<!DOCTYPE HTML><html>"),
          "is a page of HTML, not data: a download ended at a page for reading, for signing in or of an error; get the file itself.");
    }
    refused(
        "a.bin.gz",
        new byte[] {1, 2, 3},
        "is not gzip data (wrong first bytes); get it again or unpack and rename it.");
    refused(
        "a.bin.gz",
        less(gzip(event(1, 1, 1, 1)), 9),
        "cannot be read after byte 5 (Unexpected end of ZLIB input stream); get it again.");
  }
}
