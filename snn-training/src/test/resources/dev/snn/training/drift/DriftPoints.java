import moa.classifiers.core.driftdetection.ADWIN;
import moa.classifiers.core.driftdetection.DDM;

/**
 * The errors at which ADWIN and DDM of MOA see a drift, for DriftPointsTest. MOA is not a part of this
 * project; speed is compared by another program, benchmarks/peers/MoaPeer.java.
 *
 * <pre>
 *   java -cp moa-2023.04.0.jar DriftPoints.java &gt; moa.txt
 * </pre>
 *
 * A line has the detector, its settings, the seed of the errors, the parts of the stream as rates and
 * numbers of errors, and what was seen: of adwin the number of each error at which the window was
 * cut and the errors it then had, of ddm the number of each error at which it said drift, and how
 * many were warnings. Errors are numbers of a linear congruential generator below the rate.
 */
public final class DriftPoints {
  private static final String[] STREAMS = {
    "0.2x3000",
    "0.05x10000",
    "0.1x1000,0.5x1000",
    "0.3x500,0.1x500,0.6x500",
    "0.05x4000,0.15x4000",
    "0.1x2000,0.3x2000,0.1x2000,0.5x2000",
    "0.5x1500,0.2x1500",
    "0.1x1000,0.1-0.6x2000,0.6x1000",
    "0.02x20000,0.04x20000",
    "0.4x100,0.9x100",
    "0.0x300,0.2x700",
    "0.2x5000,0.2-0.5x10000,0.3x5000"
  };

  public static void main(String[] arguments) {
    for (int seed = 1; seed <= 3; seed++) {
      for (String stream : STREAMS) {
        double[] errors = errors(seed, stream);
        for (int clock : new int[] {32, 1}) {
          for (double delta : new double[] {0.002, 0.1}) {
            System.out.println(
                "adwin " + delta + "," + clock + " " + seed + " " + stream + adwin(errors, delta, clock));
          }
        }
        System.out.println("ddm 30,2,3 " + seed + " " + stream + ddm(errors));
      }
    }
  }

  private static double[] errors(long seed, String stream) {
    long state = seed;
    java.util.List<Double> errors = new java.util.ArrayList<>();
    for (String part : stream.split(",")) {
      String[] rateAndCount = part.split("x");
      String[] rates = rateAndCount[0].split("-");
      double from = Double.parseDouble(rates[0]);
      double to = Double.parseDouble(rates[rates.length - 1]);
      int count = Integer.parseInt(rateAndCount[1]);
      for (int k = 0; k < count; k++) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        double draw = (state >>> 40) / (double) (1 << 24);
        errors.add(draw < from + (to - from) * k / count ? 1.0 : 0.0);
      }
    }
    return errors.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String adwin(double[] errors, double delta, int clock) {
    ADWIN adwin = new ADWIN(delta);
    adwin.setClock(clock);
    StringBuilder seen = new StringBuilder();
    for (int k = 0; k < errors.length; k++) {
      if (adwin.setInput(errors[k])) {
        seen.append(' ').append(k + 1).append(':').append(adwin.getWidth());
      }
    }
    return seen.toString();
  }

  private static String ddm(double[] errors) {
    DDM ddm = new DDM();
    ddm.prepareForUse();
    StringBuilder seen = new StringBuilder();
    int warnings = 0;
    for (int k = 0; k < errors.length; k++) {
      ddm.input(errors[k]);
      if (ddm.getChange()) {
        seen.append(' ').append(k + 1);
      }
      warnings += ddm.getWarningZone() ? 1 : 0;
    }
    return " " + warnings + seen;
  }
}
