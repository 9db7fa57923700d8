package dev.snn.bench.speed;

import java.util.Locale;

/** What is measured. */
enum Phase {
  /** Forward, backward and update. */
  TRAIN,
  /** Forward only, up to the scores. */
  INFER;

  /** As in results: "train", "infer". */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
