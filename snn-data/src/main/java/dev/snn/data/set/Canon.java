package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import java.util.List;

/** Canonical files: addresses, checksums, licences. */
final class Canon {
  private static final List<String> MNIST_HOSTS =
      List.of(
          "https://ossci-datasets.s3.amazonaws.com/mnist/",
          "https://storage.googleapis.com/cvdf-datasets/mnist/");
  private static final List<String> FASHION_HOSTS =
      List.of(
          "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
          "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/");

  /** Training images, training labels, test images, test labels. */
  static final List<DataFile> MNIST =
      List.of(
          mnist(
              "train-images-idx3-ubyte.gz",
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              9912422),
          mnist(
              "train-labels-idx1-ubyte.gz",
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              28881),
          mnist(
              "t10k-images-idx3-ubyte.gz",
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              1648877),
          mnist(
              "t10k-labels-idx1-ubyte.gz",
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
              4542));

  /** Training images, training labels, test images, test labels. */
  static final List<DataFile> FASHION =
      List.of(
          fashion(
              "train-images-idx3-ubyte.gz",
              "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              26421880),
          fashion(
              "train-labels-idx1-ubyte.gz",
              "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              29515),
          fashion(
              "t10k-images-idx3-ubyte.gz",
              "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              4422102),
          fashion(
              "t10k-labels-idx1-ubyte.gz",
              "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
              5148));

  /** The optical digits. */
  static final DataFile DIGITS =
      new DataFile(
          "digits/digits.csv.gz",
          List.of(),
          "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a",
          "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
          57512,
          "CC BY 4.0, UCI (Alpaydin, Kaynak); packaging BSD-3, scikit-learn");

  /** The subset of N-MNIST. */
  static final DataFile NMNIST =
      new DataFile(
          "nmnist/nmnist-small.zip",
          List.of(),
          "f25e8953fb1f309824a9538f232bed85f73ba951071bd619c913fc9dddede8b7",
          18257915,
          "CC BY-SA 4.0, Orchard et al. 2015");

  /** The spoken digits. */
  static final DataFile FSDD =
      new DataFile(
          "fsdd/fsdd-recordings.zip",
          List.of(),
          "7b629b49cbfb827c308b23837053745321a7e55c6de48b94459ac8705881ea89",
          16159632,
          "CC BY-SA 4.0, Jakobovski et al.");

  /**
   * Training and test files of the Heidelberg digits: MD5 of the packed file and of its content.
   */
  static final List<DataFile> SHD =
      List.of(
          DataFile.withMd5(
              "shd/shd_train.h5.gz",
              "CC BY 4.0, Cramer et al. 2020",
              "d47c9825dee33347913e8ce0f2be08b0",
              "8e9877c85f29a28dd353ea6a54402667"),
          DataFile.withMd5(
              "shd/shd_test.h5.gz",
              "CC BY 4.0, Cramer et al. 2020",
              "3062a80ec0c5719404d5b02e166543b1",
              "207ad1295a0ab611e22d1734989c254e"));

  /** Training and test series of Japanese Vowels. */
  static final List<DataFile> VOWELS =
      List.of(
          new DataFile(
              "timeseries/JapaneseVowels/JapaneseVowels_TRAIN.ts",
              List.of(),
              "68a430eabd919cc77f40b1f5f3bc0dcafacc1486bca9260785aeb7d262cc78cd",
              487971,
              "UCI; packaging BSD-3, aeon"),
          new DataFile(
              "timeseries/JapaneseVowels/JapaneseVowels_TEST.ts",
              List.of(),
              "b3d41d6a0ca3bcad3afb9ca7d4365382aa51341e2e58bae2a574babdda5b9462",
              649132,
              "UCI; packaging BSD-3, aeon"));

  /** Training and test sequences of the electrocardiograms. */
  static final List<DataFile> ECG =
      List.of(
          new DataFile(
              "ecg-qtdb/QTDB_train.mat",
              List.of(),
              "72d1a10c96f1540880447e07256835d66da419c0b34f3dff495731a7928c5bc7",
              537262,
              "MIT, byin-cwi; QT database, PhysioNet"),
          new DataFile(
              "ecg-qtdb/QTDB_test.mat",
              List.of(),
              "916f11e21679a5b61988305bbb7cd1e6df8b34f1ed4a157a7a4e295d400ef232",
              112720,
              "MIT, byin-cwi; QT database, PhysioNet"));

  /** Braille letters. */
  static final DataFile BRAILLE =
      new DataFile(
          "braille/braille_taxels.bin.gz",
          List.of(),
          "199787febddbfa92341b30325a7e604ade64193b22b2690967d7ba2db4ad3f20",
          "b1d32bf711f631a9e333e8006b4b386da2ae6da97bc9555fcbc387487870e42c",
          199548,
          "CC BY 4.0, Zenke / Müller-Cleve 2022");

  /** Prices of electricity. */
  static final DataFile ELECTRICITY =
      new DataFile(
          "streams/elecNorm.arff",
          List.of(),
          "2d86fbc74c69a5c04bcde0119bce280dd6d8efa0115987edc75b77ccf024d7f2",
          3092013,
          "public benchmark, Harries 1999; ARFF of MOA");

  /** Rain. */
  static final DataFile WEATHER =
      new DataFile(
          "streams/weather_anjin.arff",
          List.of(),
          "9ce64f15e6c3134eed48c28c071044ae49fdd4a10eb6525171a3bc7fa8ea721e",
          768233,
          "public benchmark, NOAA; Elwell and Polikar 2011");

  /** Points and a threshold. */
  static final DataFile SEA =
      new DataFile(
          "streams/skmf_sea_stream.csv",
          List.of(),
          "d5d55f2ebb4c69f0c6dc26e6d1228e0b689a11706af94b8c41ed1c9d0669bf13",
          1146538,
          "BSD-3, scikit-multiflow");

  private Canon() {}

  private static DataFile mnist(String name, String sha256, String contentSha256, long bytes) {
    return new DataFile(
        "mnist/" + name,
        MNIST_HOSTS.stream().map(host -> host + name).toList(),
        sha256,
        contentSha256,
        bytes,
        "CC BY-SA 3.0, LeCun and Cortes");
  }

  private static DataFile fashion(String name, String sha256, String contentSha256, long bytes) {
    return new DataFile(
        "fashion-mnist/" + name,
        FASHION_HOSTS.stream().map(host -> host + name).toList(),
        sha256,
        contentSha256,
        bytes,
        "MIT, Zalando SE");
  }
}
