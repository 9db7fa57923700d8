package dev.snn.data.event;

import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.npy;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;
import static dev.snn.data.event.Written.aedat4;
import static dev.snn.data.event.Written.ascii;
import static dev.snn.data.event.Written.events4;
import static dev.snn.data.event.Written.evt21;
import static dev.snn.data.event.Written.evt3;
import static dev.snn.data.event.Written.high21;
import static dev.snn.data.event.Written.packet4;
import static dev.snn.data.event.Written.structured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import dev.snn.data.DataFiles;
import dev.snn.data.Hdf5Written;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EVT 3.0 and 2.1, AEDAT 4, and arrays and lines of t, x, y, p, written by their specifications.
 */
class NewFormatsTest {
  private static EventFile read(String file, byte[] bytes) {
    return EventFiles.read(file, file, bytes, EventOptions.DEFAULT);
  }

  private static int[] of(int... values) {
    return values;
  }

  private static void check(EventFile file, int[] times, int[] x, int[] y, int[] polarity) {
    Recording recording = file.recording();
    assertThat(recording.timesUs()).containsExactly(times);
    assertThat(recording.x()).containsExactly(x);
    assertThat(recording.y()).containsExactly(y);
    assertThat(recording.polarity()).containsExactly(polarity);
  }

  private static void refused(String file, byte[] bytes, String message) {
    assertThatThrownBy(() -> read(file, bytes))
        .isInstanceOf(BadDataException.class)
        .hasMessage(file + " " + message);
  }

  @Test
  void evt3KeepsAState() {
    byte[] bytes =
        evt3(
            0x2805, // before any time and row: no event
            0x8002, // higher part of the time: 2, so 8192 us
            0x6010, // lower part: 16
            0x0007, // row 7
            0x2805, // column 5, polarity 1
            0x3064, // columns from 100, polarity 0
            0x4801, // the first and the last of 12
            0x5081, // the first and the last of the next 8
            0xa001, // a signal
            0x6020, // lower part: 32
            0x0008, // row 8
            0x227f); // column 639, polarity 0
    EventFile file = read("a.raw", bytes);
    check(
        file,
        of(0, 0, 0, 0, 0, 16),
        of(5, 100, 111, 112, 119, 639),
        of(7, 7, 7, 7, 7, 8),
        of(1, 0, 0, 0, 0, 0));
    assertThat(file.format()).isEqualTo("Prophesee EVT 3.0");
    assertThat(file.startUs()).isEqualTo(8208);
    assertThat(file.width()).isEqualTo(640);
  }

  /** A decoder that kept the lower part would put the second event 4,095 us into the future. */
  @Test
  void anewHigherPartOfTheTimeBeginsAtALowerPartOfZero() {
    byte[] bytes =
        evt3(
            0x8001, 0x6fff, 0x0001, 0x2001, 0x8002, 0x2002, 0x8002, 0x6003, 0x2003, 0x8002, 0x2004);
    check(read("a.raw", bytes), of(0, 1, 4, 4), of(1, 2, 3, 4), of(1, 1, 1, 1), of(0, 0, 0, 0));
  }

  @Test
  void theClockOfEvt3RunsOverAfter24Bits() {
    byte[] bytes =
        evt3(
            0x8fff, 0x6ffe, 0x0001, 0x2001, 0x8000, 0x6001, 0x2002, 0x8800, 0x2003, 0x8fff, 0x8000,
            0x2004);
    EventFile file = read("a.raw", bytes);
    check(
        file,
        of(0, 3, 2 + (1 << 23), 2 + (1 << 24)),
        of(1, 2, 3, 4),
        of(1, 1, 1, 1),
        of(0, 0, 0, 0));
    assertThat(file.startUs()).isEqualTo((1 << 24) - 2);
  }

  @Test
  void evt3Faults() {
    int start = evt3().length;
    refused(
        "a.raw",
        evt3(0x8001, 0x9001),
        "is damaged: the word 0x9001 at byte %d is of the unknown type 9; get it again."
            .formatted(start + 2));
    refused(
        "a.raw",
        join(evt3(0x8001), new byte[1]),
        "is cut off: the word at byte %d has 1 of 2 bytes; get it again.".formatted(start + 2));
    refused(
        "a.raw",
        join(ascii("% evt 3.0\n"), Written.shorts(0x8001, 1, 0x37ff, 0x4001, 0x4001)),
        "is damaged: the word at byte 18 has an event in column 2048 of at most 2048; get it again.");
    refused(
        "a.raw",
        evt3(0x0001, 0x2001),
        "says in its header that it is Prophesee EVT 3.0, but none of the words from byte %d on gives a time: it is damaged or of another format; get it again."
            .formatted(start));
  }

  @Test
  void evt21InEitherOrderOfItsHalves() {
    long[] words = {
      evt21(1, 1, 1, 0, 1),
      high21(128),
      evt21(32, 7, 1, 130, 1 | 1 << 31),
      evt21(608, 479, 0, 131, 1 << 31)
    };
    for (boolean legacy : new boolean[] {false, true}) {
      for (String order : new String[] {"", legacy ? "legacy" : "little"}) {
        EventFile file = read("a.raw", evt21(order, legacy, words));
        check(file, of(0, 0, 1), of(32, 63, 639), of(7, 7, 479), of(1, 1, 0));
        assertThat(file.startUs()).isEqualTo(130);
        assertThat(file.height()).isEqualTo(480);
        assertThat(file.format()).isEqualTo("Prophesee EVT 2.1");
      }
    }
  }

  @Test
  void aedat4PacketsAreReadUpToTheTable() {
    byte[] frames = packet4(1, DataFiles.join(new byte[8], ascii("FRME"), new byte[20]));
    byte[] bytes =
        aedat4(
            0,
            packet4(
                0, events4(1_600_000_000_000_000L, 345, 2, 1, 1_600_000_000_000_005L, 3, 259, 0)),
            frames,
            packet4(0, events4()),
            packet4(0, events4(1_600_000_000_000_009L, 5, 6, 1)));
    EventFile file = read("a.aedat4", bytes);
    check(file, of(0, 5, 9), of(345, 3, 5), of(2, 259, 6), of(1, 0, 1));
    assertThat(file.format()).isEqualTo("AEDAT 4.0");
    assertThat(file.width()).isEqualTo(346);
    assertThat(file.height()).isEqualTo(260);
    assertThat(file.startUs()).isEqualTo(1_600_000_000_000_000L);
  }

  @Test
  void aedat4Compressed() {
    byte[] events = events4(7, 1, 2, 1, 9, 3, 4, 0);
    byte[] bytes = aedat4(1, packet4(0, LzWritten.frame(events)));
    check(read("a.aedat", bytes), of(0, 2), of(1, 3), of(2, 4), of(1, 0));
    int start = bytes.length - 16 - LzWritten.frame(events).length - 8;
    bytes[bytes.length - 16 - 12] ^= 1;
    refused(
        "a.aedat",
        bytes,
        "is damaged: the packet at byte %d cannot be unpacked (the LZ4 data have another checksum); get it again."
            .formatted(start));
    refused(
        "a.aedat",
        aedat4(3, new byte[0]),
        "is compressed with Zstd, only LZ4 can be read; convert it (its head is at byte 14).");
    refused(
        "a.aedat",
        aedat4(0, packet4(0, events4(1, 1, 1, 1)), packet4(2, events4(2, 1, 1, 1))),
        "holds events of two cameras, streams 0 and 2 (byte %d); export one of them."
            .formatted(aedat4(0).length - 16 + 8 + 48));
  }

  private static final long[] EVENTS = {100, 33, 2, 1, 140, 0, 45, 0, 140, 5, 6, 1};

  private static void checkArrays(EventFile file) {
    check(file, of(0, 40, 40), of(33, 0, 5), of(2, 45, 6), of(1, 0, 1));
    assertThat(file.startUs()).isEqualTo(100);
    assertThat(file.width()).isEqualTo(34);
    assertThat(file.height()).isEqualTo(46);
  }

  @Test
  void numpyArrays() {
    checkArrays(read("a.npy", structured(EVENTS)));
    checkArrays(read("a.npz", zip(Map.of("events.npy", structured(EVENTS)))));
    byte[] x = npy("<i2", false, "(3,)", Written.shorts(33, 0, 5));
    byte[] y = npy(">u2", false, "(3,)", new byte[] {0, 2, 0, 45, 0, 6});
    byte[] p = npy("|i1", false, "(3,)", new byte[] {1, -1, 1});
    byte[] t = npy("<i8", false, "(3,)", DataFiles.longs(100, 140, 140));
    checkArrays(read("a.npz", zip(Map.of("t.npy", t, "x.npy", x, "y.npy", y, "p.npy", p))));
    byte[] seconds = npy("<f4", false, "(3,)", DataFiles.floats(1e-4f, 1.4e-4f, 1.4e-4f));
    checkArrays(
        read("a.npz", zip(Map.of("ts.npy", seconds, "x.npy", x, "y.npy", y, "polarity.npy", p))));
    byte[] rows = DataFiles.longs(EVENTS);
    checkArrays(read("a.npy", npy("<i8", false, "(3, 4)", rows)));
    byte[] columns = DataFiles.longs(100, 140, 140, 33, 0, 5, 2, 45, 6, 1, 0, 1);
    checkArrays(read("a.npy", npy("<i8", true, "(3, 4)", columns)));
    refused(
        "a.npz",
        zip(Map.of("t.npy", t)),
        "has no array or column 'x'; there are: t. Events are t, x, y and p (or one array [n, 4] of them).");
    byte[] wrong = npy("|i1", false, "(3,)", new byte[] {1, 7, 1});
    refused(
        "a.npz",
        zip(Map.of("t.npy", t, "x.npy", x, "y.npy", y, "p.npy", wrong)),
        "is damaged: event 1 (counted from 0) is t 140.0, x 0.0, y 45.0, p 7.0; get it again.");
  }

  @Test
  void placesInArraysAreEvents() {
    EventFile file = read("a.npy", structured(EVENTS));
    assertThat(EventFile.place(file.columnAt())).isEqualTo("of event 0");
    assertThat(EventFile.place(file.rowAt())).isEqualTo("of event 1");
    refused(
        "a.npy",
        structured(9, 1, 1, 1, 5, 1, 1, 1),
        "is damaged: time 5 us of event 1 lies before the event preceding it (9 us); get it again"
            + " (data set 'events' can sort them: time_order: sort).");
  }

  @Test
  void hdf5Arrays() {
    checkArrays(read("a.h5", Hdf5Written.events(EVENTS)));
    refused(
        "a.hdf5",
        Hdf5Written.spikes(java.util.List.of()),
        "has no data set 't'; events are t, x, y and p in a group events.");
  }

  @Test
  void lines() {
    checkArrays(read("a.txt", ascii("# t x y p\n100 33 2 1\n140 0 45 0\n140 5 6 1")));
    checkArrays(read("a.csv", ascii("x,y,p,t\r\n33,2,1,100\r\n0,45,-1,140\r\n5,6,1,140\r\n")));
    EventFile file =
        read("a.txt", ascii("240 180\n0.000100 33 2 1\n0.000140 0 45 0\n1.4e-4\t5\t6 1\n"));
    check(file, of(0, 40, 40), of(33, 0, 5), of(2, 45, 6), of(1, 0, 1));
    assertThat(file.width()).isEqualTo(240);
    refused(
        "a.txt",
        ascii("100 33 2 1\n140 0 45\n"),
        "is damaged: '140 0 45' at byte 11 is no event t x y p; mend it or get it again.");
    refused(
        "a.txt",
        ascii("0 33 2 1\n0.5 0 45 1\n"),
        "is damaged: '0.5 0 45 1' at byte 9 is no event t x y p; mend it or get it again.");
  }

  @Test
  void aTextThatHasNoEventsIsNoRecording(@TempDir Path folder) {
    Path notes = write(folder.resolve("notes.txt"), ascii("recorded on Monday\n1 2 3 4\n"));
    Path events = write(folder.resolve("events.csv"), ascii("t,x,y,p\n1,2,3,1\n"));
    assertThat(EventFiles.isRecording(notes)).isFalse();
    assertThat(EventFiles.isRecording(events)).isTrue();
  }
}
