package dev.snn.data.set;

import dev.snn.api.plugin.Doc;

/**
 * How many images of each split are used, and what is to be found out about them. Labels are there
 * with either target.
 *
 * @param train number of training examples; 0 for all that remain
 * @param validation number of validation examples; 0 for none
 * @param test number of test examples; 0 for all
 * @param target the class, or the pixels of the image, in [0, 1]
 */
public record ImageSelection(
    @Doc("training examples, the first ones; 0: all that remain") int train,
    @Doc("validation examples, the last ones of the training part; 0: none") int validation,
    @Doc("test examples, the first ones; 0: all") int test,
    @Doc("class: its label; image: its own pixels, for reconstruction") Target target) {

  /** What a network is trained to give. */
  public enum Target {
    /** The class of the image. */
    CLASS,
    /** The image itself. */
    IMAGE
  }

  /** Checks the values. */
  public ImageSelection {
    new Selection(train, validation, test);
  }

  Selection examples() {
    return new Selection(train, validation, test);
  }
}
