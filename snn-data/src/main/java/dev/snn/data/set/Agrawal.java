package dev.snn.data.set;

import dev.snn.api.random.Draws;

/**
 * People who ask for a loan, in two groups by one of ten functions; one function gives way to
 * another at {@code drift}. Agrawal, Imielinski, Swami 1993, doi:10.1109/69.250074, appendix. Class
 * 1 is group A. The values are
 *
 * <pre>
 *   salary       20,000 .. 150,000        commission   0 from a salary of 75,000 on, else 10,000 .. 75,000
 *   age          20 .. 80                 elevel       0, 1, ..., 4
 *   car          1, 2, ..., 20            zipcode      0, 1, ..., 8
 *   hvalue       50,000 k .. 150,000 k    hyears       1 .. 30        k = 9 - zipcode
 *   loan         0 .. 500,000
 * </pre>
 *
 * <p>all uniform. The class is that of the values as drawn; then each that is not counted in whole
 * numbers is moved by up to half of {@code perturbation} of its range, up or down. A commission of
 * 0 stays.
 */
record Agrawal(ConceptStream.Config config) implements Boundary {
  static final int FUNCTIONS = 10;

  private static final int SALARY = 0;
  private static final int COMMISSION = 1;
  private static final int AGE = 2;
  private static final int ELEVEL = 3;
  private static final int CAR = 4;
  private static final int ZIPCODE = 5;
  private static final int HVALUE = 6;
  private static final int HYEARS = 7;
  private static final int LOAN = 8;
  private static final int INPUTS = 9;

  /** Place of the first draw of a perturbation. */
  private static final int MOVED = 100;

  @Override
  public int inputs() {
    return INPUTS;
  }

  private static double between(double low, double high, long key, int place) {
    return low + (high - low) * Draws.uniform(key, place);
  }

  /** The values before they are moved. */
  private static double[] drawn(long key) {
    double[] x = new double[INPUTS];
    x[SALARY] = between(20_000, 150_000, key, SALARY);
    x[COMMISSION] = x[SALARY] >= 75_000 ? 0 : between(10_000, 75_000, key, COMMISSION);
    x[AGE] = between(20, 80, key, AGE);
    x[ELEVEL] = Math.floor(between(0, 5, key, ELEVEL));
    x[CAR] = 1 + Math.floor(between(0, 20, key, CAR));
    x[ZIPCODE] = Math.floor(between(0, 9, key, ZIPCODE));
    double k = 9 - x[ZIPCODE];
    x[HVALUE] = between(50_000 * k, 150_000 * k, key, HVALUE);
    x[HYEARS] = between(1, 30, key, HYEARS);
    x[LOAN] = between(0, 500_000, key, LOAN);
    return x;
  }

  @Override
  public double[] values(int sample, long key) {
    double[] x = drawn(key);
    move(x, SALARY, 130_000, key);
    if (x[COMMISSION] > 0) {
      move(x, COMMISSION, 65_000, key);
    }
    move(x, AGE, 60, key);
    move(x, HVALUE, 100_000 * (9 - x[ZIPCODE]), key);
    move(x, HYEARS, 29, key);
    move(x, LOAN, 500_000, key);
    return x;
  }

  private void move(double[] x, int value, double range, long key) {
    x[value] += config.perturbation() * range * (Draws.uniform(key, MOVED + value) - 0.5);
  }

  @Override
  public int label(int sample, double[] moved, long key) {
    int at = Boundary.isNew(config, sample, key) ? 1 : 0;
    return isA(config.functions().get(at), drawn(key)) ? 1 : 0;
  }

  /** Whether a person is in group A by a function, 1 to 10. */
  static boolean isA(int function, double[] x) {
    double income = x[SALARY] + x[COMMISSION];
    double elevel = x[ELEVEL];
    double loan = x[LOAN];
    return switch (function) {
      case 1 -> group(x) != 1;
      case 2 -> earnsWhatGoesWithAge(x, x[SALARY]);
      case 3 -> learnedWhatGoesWithAge(x);
      case 4 -> byAgeAndLevel(x);
      case 5 -> byAgeSalaryAndLoan(x);
      case 6 -> earnsWhatGoesWithAge(x, income);
      case 7 -> 0.67 * income - 0.2 * loan - 20_000 > 0;
      case 8 -> 0.67 * income - 5_000 * elevel - 20_000 > 0;
      case 9 -> 0.67 * income - 5_000 * elevel - 0.2 * loan - 10_000 > 0;
      case 10 -> {
        double equity = 0.1 * x[HVALUE] * Math.max(0, x[HYEARS] - 20);
        yield 0.67 * income - 5_000 * elevel + 0.2 * equity - 10_000 > 0;
      }
      default -> throw new IllegalArgumentException("no function " + function);
    };
  }

  /** 0 below 40 years, 1 below 60, else 2. */
  private static int group(double[] x) {
    return x[AGE] < 40 ? 0 : x[AGE] < 60 ? 1 : 2;
  }

  private static boolean isIn(double value, double low, double high) {
    return value >= low && value <= high;
  }

  private static boolean earnsWhatGoesWithAge(double[] x, double income) {
    return switch (group(x)) {
      case 0 -> isIn(income, 50_000, 100_000);
      case 1 -> isIn(income, 75_000, 125_000);
      default -> isIn(income, 25_000, 75_000);
    };
  }

  private static boolean learnedWhatGoesWithAge(double[] x) {
    int group = group(x);
    return isIn(x[ELEVEL], group, group == 0 ? 1 : group + 2);
  }

  private static boolean byAgeAndLevel(double[] x) {
    boolean learned = learnedWhatGoesWithAge(x);
    double low =
        switch (group(x)) {
          case 0 -> learned ? 25_000 : 50_000;
          case 1 -> learned ? 50_000 : 75_000;
          default -> learned ? 50_000 : 25_000;
        };
    return isIn(x[SALARY], low, low + 50_000);
  }

  private static boolean byAgeSalaryAndLoan(double[] x) {
    boolean earns = earnsWhatGoesWithAge(x, x[SALARY]);
    double low =
        switch (group(x)) {
          case 0 -> earns ? 100_000 : 200_000;
          case 1 -> earns ? 200_000 : 300_000;
          default -> earns ? 300_000 : 100_000;
        };
    return isIn(x[LOAN], low, low + 200_000);
  }
}
