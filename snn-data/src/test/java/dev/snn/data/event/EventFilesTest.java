package dev.snn.data.event;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.event.Written.aedat2;
import static dev.snn.data.event.Written.aedat3;
import static dev.snn.data.event.Written.ascii;
import static dev.snn.data.event.Written.cd;
import static dev.snn.data.event.Written.dat;
import static dev.snn.data.event.Written.davis;
import static dev.snn.data.event.Written.dvs128;
import static dev.snn.data.event.Written.evt;
import static dev.snn.data.event.Written.evt2;
import static dev.snn.data.event.Written.high;
import static dev.snn.data.event.Written.little;
import static dev.snn.data.event.Written.packet;
import static dev.snn.data.event.Written.polarity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a file is what is read. */
class EventFilesTest {
  private static EventFile read(String file, byte[] bytes) {
    return EventFiles.read(file, file, bytes, EventOptions.DEFAULT);
  }

  private static EventFile read(String file, byte[] bytes, EventOptions options) {
    return EventFiles.read(file, file, bytes, options);
  }

  private static void check(EventFile file, int[] times, int[] x, int[] y, int[] polarity) {
    Recording recording = file.recording();
    assertThat(recording.timesUs()).containsExactly(times);
    assertThat(recording.x()).containsExactly(x);
    assertThat(recording.y()).containsExactly(y);
    assertThat(recording.polarity()).containsExactly(polarity);
  }

  private static int[] of(int... values) {
    return values;
  }

  @Test
  void nmnist() {
    byte[] bytes = join(event(33, 0, 1, 7), event(2, 33, 0, 300_001), event(2, 3, 1, 8_388_607));
    for (String name : new String[] {"1.bs2", "00001.bin", "A.BS2"}) {
      EventFile file = read(name, bytes);
      check(file, of(7, 300_001, 8_388_607), of(33, 2, 2), of(0, 33, 3), of(1, 0, 1));
      assertThat(file.format()).isEqualTo("N-MNIST");
      assertThat(file.width()).isEqualTo(34);
      assertThat(file.height()).isEqualTo(34);
      assertThat(file.startUs()).isZero();
      assertThat(file.recording().durationUs()).isEqualTo(8_388_608);
    }
  }

  @Test
  void row240SaysThatTheClockOfNmnistRanOver() {
    byte[] bytes = join(event(1, 2, 1, 8000), event(0, 240, 0, 8191), event(3, 4, 0, 10));
    check(read("1.bs2", bytes), of(8000, 8202), of(1, 3), of(2, 4), of(1, 0));
    EventOptions tall = new EventOptions(304, 241, 0, 0, TimeOrder.SORT);
    check(read("1.bs2", bytes, tall), of(10, 8000, 8191), of(3, 1, 0), of(4, 2, 240), of(0, 1, 0));
  }

  @Test
  void aedat2OfDvs128() {
    byte[] bytes =
        aedat2(
            "# Timestamps tick is 1 us\r\n",
            dvs128(127, 3, 1),
            5000,
            0x8000,
            5001,
            dvs128(4, 127, 0),
            5006);
    EventFile file = read("a.aedat", bytes);
    check(file, of(0, 6), of(127, 4), of(3, 127), of(1, 0));
    assertThat(file.format()).isEqualTo("AEDAT 2.0");
    assertThat(file.width()).isEqualTo(128);
    assertThat(file.height()).isEqualTo(128);
    assertThat(file.startUs()).isEqualTo(5000);
    assertThat(file.sensor()).isEqualTo("DVS128, as no chip is named");
  }

  @Test
  void aedat2OfDavis() {
    String header = "# AEChip: eu.seebetter.ini.chips.davis.DAVIS240C\r\n#End Of ASCII Header\r\n";
    byte[] bytes =
        aedat2(header, davis(239, 179, 1), -7, 1 << 31, -6, 1 << 10, -6, davis(0, 5, 0), 2);
    EventFile file = read("a.aedat", bytes);
    check(file, of(0, 9), of(239, 0), of(179, 5), of(1, 0));
    assertThat(file.width()).isEqualTo(240);
    assertThat(file.height()).isEqualTo(180);
    assertThat(file.startUs()).isEqualTo(-7);
  }

  @Test
  void aedat3WithPacketsOfSeveralKinds() {
    byte[] bytes =
        aedat3(
            packet(1, 8, 0, 2, polarity(127, 1, 1, true), 100, polarity(5, 6, 1, false), 101),
            packet(0, 8, 0, 1, 1, 102),
            packet(1, 8, 1, 1, polarity(7, 8, 0, true), 3));
    EventFile file = read("a.aedat", bytes, new EventOptions(0, 0, 0, 1, TimeOrder.ERROR));
    check(file, of(0), of(127), of(1), of(1));
    assertThat(file.startUs()).isEqualTo(100);
    assertThat(file.sensor()).isEqualTo("DVS128");
    byte[] late =
        aedat3(
            packet(1, 8, 1, 1, polarity(7, 8, 0, true), Integer.MAX_VALUE),
            packet(1, 8, 2, 1, polarity(9, 9, 1, true), 4));
    check(read("a.aedat", late), of(0, 5), of(7, 9), of(8, 9), of(0, 1));
    assertThat(read("a.aedat", late).startUs()).isEqualTo((1L << 32) - 1);
  }

  @Test
  void datOfEitherVersion() {
    EventFile file = read("a.dat", dat(-2, cd(639, 0, 1), -1, cd(3, 479, 0)));
    check(file, of(0, 1), of(639, 3), of(0, 479), of(1, 0));
    assertThat(file.startUs()).isEqualTo((1L << 32) - 2);
    assertThat(file.width()).isEqualTo(640);
    assertThat(file.height()).isEqualTo(480);
    byte[] old =
        join(
            ascii("% Data file containing Event2D events\n% Version 1\n"),
            new byte[] {0, 8},
            little(10, 1 << 17 | 239 << 9 | 303, 30, 5 << 9 | 6));
    EventFile first = read("a.dat", old);
    check(first, of(0, 20), of(303, 6), of(239, 5), of(1, 0));
    assertThat(first.width()).isEqualTo(304);
    assertThat(first.sensor()).isEqualTo("up to the largest address");
  }

  @Test
  void evt2WithItsTwoParts() {
    byte[] bytes =
        evt2(
            evt(1, 1, 1, 3),
            high(6400),
            evt(639, 2, 1, 6400),
            0xA0000001,
            evt(4, 479, 0, 6463),
            high(6464),
            evt(5, 6, 1, 6470));
    EventFile file = read("a.raw", bytes);
    check(file, of(0, 63, 70), of(639, 4, 5), of(2, 479, 6), of(1, 0, 1));
    assertThat(file.startUs()).isEqualTo(6400);
    assertThat(file.height()).isEqualTo(480);
    byte[] newer =
        join(
            ascii("% camera_integrator_name Prophesee\n% format EVT2;height=720;width=1280\n"),
            little(high(0), evt(1279, 719, 0, 1)));
    assertThat(read("b.raw", newer).width()).isEqualTo(1280);
    assertThat(read("b.raw", newer).recording().events()).isEqualTo(1);
  }

  @Test
  void clocksThatRunOverGoOn() {
    int most = Integer.MAX_VALUE;
    byte[] signed = aedat2("", dvs128(1, 1, 0), most - 3, dvs128(2, 2, 0), -most - 1, 3, 5 - most);
    check(read("a.aedat", signed), of(0, 4, 10), of(1, 2, 1), of(1, 2, 0), of(0, 0, 1));
    assertThat(read("a.aedat", signed).startUs()).isEqualTo(most - 3);
    // Late events of before the overflow keep their time.
    byte[] late = dat(-20, cd(2, 1, 1), 3, cd(3, 1, 0), -5, cd(4, 1, 0), 4, cd(5, 1, 0));
    EventFile sorted = read("a.dat", late, new EventOptions(0, 0, 0, 0, TimeOrder.SORT));
    check(sorted, of(0, 15, 23, 24), of(2, 4, 3, 5), of(1, 1, 1, 1), of(1, 0, 0, 0));
    long end = 1L << 34;
    byte[] words =
        evt2(high(end - 64), evt(1, 2, 1, 62), high(0), evt(3, 2, 0, 1), high(64), evt(4, 2, 0, 2));
    check(read("a.raw", words), of(0, 3, 68), of(1, 3, 4), of(2, 2, 2), of(1, 0, 0));
  }

  @Test
  void whatOnlyBeginsAsAHeaderDoesIsData() {
    String davis = "# AEChip: DAVIS346\r\n";
    // Row 141 makes the first byte a '#'; a line feed comes later.
    byte[] bytes = aedat2(davis, davis(10, 141, 0), 1000, davis(24, 40, 1), 0x40a, 0x0a0a, 1050);
    check(read("a.aedat", bytes), of(0, 34, 50), of(10, 24, 0), of(141, 40, 0), of(0, 1, 1));
    byte[] old =
        join(ascii("#!AER-DAT2.0\n# no carriage returns\n"), Written.big(dvs128(5, 6, 1), 7));
    assertThat(read("a.aedat", old).recording().x()).containsExactly(5);
    byte[] evt =
        join(
            ascii("% evt 2.0\n"),
            little(0x80002025, evt(0x37, 3, 0, 0), 0x0a0a0a0a & 0xfffffff | 0x80000000));
    check(read("a.raw", evt), of(0), of(0x37), of(3), of(0));
  }

  @Test
  void whatSetsTheSizeOfTheSensorIsKnown() {
    byte[] old =
        join(
            ascii("% Data file containing CD events\n% Version 2\n"),
            new byte[] {12, 8},
            little(1, cd(3, 9, 0), 2, cd(16383, 5, 0), 3, cd(4, 16383, 0)));
    EventFile file = read("a.dat", old);
    assertThat(file.width()).isEqualTo(16384);
    assertThat(file.columnAt()).isEqualTo(45 + 2 + 8);
    assertThat(file.rowAt()).isEqualTo(45 + 2 + 16);
    assertThat(read("a.dat", dat(1, cd(2, 3, 1))).columnAt()).isEqualTo(EventFile.NOWHERE);
  }

  @Test
  void limitsEndTheReading() {
    // What lies behind a limit is not looked at.
    byte[] bytes = join(event(1, 1, 0, 10), event(2, 2, 0, 20), event(3, 3, 0, 30), new byte[] {1});
    check(
        read("1.bs2", bytes, new EventOptions(0, 0, 0, 2, TimeOrder.ERROR)),
        of(10, 20),
        of(1, 2),
        of(1, 2),
        of(0, 0));
    check(
        read("1.bs2", bytes, new EventOptions(0, 0, 20, 0, TimeOrder.ERROR)),
        of(10),
        of(1),
        of(1),
        of(0));
  }

  @Test
  void timesCanBeSorted() {
    byte[] bytes = aedat2("", dvs128(1, 1, 0), 50, dvs128(2, 2, 1), 40, dvs128(3, 3, 0), 50, 2, 45);
    EventFile file = read("a.aedat", bytes, new EventOptions(0, 0, 0, 0, TimeOrder.SORT));
    check(file, of(0, 5, 10, 10), of(2, 1, 1, 3), of(2, 0, 1, 3), of(1, 0, 0, 0));
    assertThat(file.startUs()).isEqualTo(40);
    assertThat(file.backwards()).isEqualTo(2);
    check(
        read("a.aedat", bytes, new EventOptions(0, 0, 10, 0, TimeOrder.SORT)),
        of(0, 5),
        of(2, 1),
        of(2, 0),
        of(1, 0));
  }

  @Test
  void packedOrNotAndEmpty(@TempDir Path folder) {
    byte[] bytes = aedat2("", dvs128(1, 2, 1), 3);
    Path path = write(folder.resolve("a.aedat.gz"), gzip(bytes));
    check(EventFiles.read(path, EventOptions.DEFAULT), of(0), of(1), of(2), of(1));
    EventFile empty = read("1.dat", dat());
    assertThat(empty.recording().events()).isZero();
    assertThat(empty.recording().durationUs()).isZero();
    assertThat(EventFiles.endings()).contains(".aedat", ".dat", ".raw", ".bs2", ".bin.gz");
  }

  /** The sums come from a reading of the same file with NumPy. */
  @Test
  void aRealRecording() {
    String home = System.getenv("SNN_DATA_HOME");
    Path path = Path.of(home == null ? "." : home, "mnist-dvs", "mnist_0_scale04_0001.aedat");
    assumeTrue(home != null && Files.exists(path), "MNIST-DVS is not at hand");
    EventFile file = EventFiles.read(path, EventOptions.DEFAULT);
    Recording recording = file.recording();
    assertThat(recording.events()).isEqualTo(15_744);
    assertThat(recording.durationUs()).isEqualTo(2_210_589);
    assertThat(file.backwards()).isZero();
    int x = 0;
    int y = 0;
    int on = 0;
    for (int e = 0; e < recording.events(); e++) {
      x += recording.x()[e];
      y += recording.y()[e];
      on += recording.polarity()[e];
    }
    assertThat(of(x, y, on)).containsExactly(1_053_121, 987_962, 7_874);
  }
}
