package dev.snn.training.reservoir;

import dev.snn.api.parallel.Parallel;
import dev.snn.training.readout.LinearReadout;
import dev.snn.training.readout.Logistic;
import dev.snn.training.readout.Moments;
import dev.snn.training.readout.Ridge;
import dev.snn.training.readout.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * A readout for classes, its penalty chosen on validation examples.
 *
 * @param lambda the penalty chosen
 * @param onTrain fitted on the training examples alone
 * @param last fitted on training and validation examples
 */
record ClassReadout(double lambda, LinearReadout onTrain, LinearReadout last) {

  static ClassReadout logistic(
      List<Double> lambdas, Rows train, Rows validation, int classes, Parallel parallel) {
    if (validation.labels().length == 0) {
      double lambda = lambdas.get(0);
      LinearReadout readout = Logistic.fit(train.x(), train.labels(), classes, lambda, parallel);
      return new ClassReadout(lambda, readout, readout);
    }
    Logistic.Chosen chosen = Logistic.choose(train, validation, classes, lambdas, parallel);
    return new ClassReadout(chosen.lambda(), chosen.onTrain(), chosen.readout());
  }

  static ClassReadout ridge(List<Double> lambdas, Moments train, Moments validation) {
    LinearReadout best = null;
    double lambda = lambdas.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (double one : lambdas) {
      LinearReadout readout = Ridge.fit(train, one);
      double error =
          validation.count() == 0
              ? 0
              : Arrays.stream(validation.score(readout).squaredError()).sum();
      if (error < least) {
        least = error;
        lambda = one;
        best = readout;
      }
    }
    LinearReadout last = validation.count() == 0 ? best : Ridge.fit(train.plus(validation), lambda);
    return new ClassReadout(lambda, best, last);
  }
}
