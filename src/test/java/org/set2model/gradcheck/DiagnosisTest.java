package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** Common mistakes are recognized, and nothing is recognized where there is no pattern. */
class DiagnosisTest {

  private static final double[] X = {0.3, -1.2, 2.5, 0.7, -0.9};
  private static final double[][] ROWS = {{0.1, 0.2, 0.3}, {-0.4, 0.5, 0.6}};
  private static final double[][] SQUARE = {{0.1, 0.2}, {-0.4, 0.5}};

  private static double cubes(double[] x) {
    return Arrays.stream(x).map(entry -> entry * entry * entry).sum();
  }

  private static double[] gradient(DoubleUnaryOperator mistake) {
    return Arrays.stream(X).map(entry -> mistake.applyAsDouble(3 * entry * entry)).toArray();
  }

  private static double waves(double[][] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        sum += Math.sin((1 + i + 10 * j) * x[i][j]);
      }
    }
    return sum;
  }

  private static double[][] wavesGradient(double[][] x) {
    double[][] gradient = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        gradient[i][j] = (1 + i + 10 * j) * Math.cos((1 + i + 10 * j) * x[i][j]);
      }
    }
    return gradient;
  }

  private static void assertFound(String mistake, double... claimed) {
    assertFound(mistake, GradientCheck.of(DiagnosisTest::cubes, X).check(claimed));
  }

  private static void assertFound(String mistake, Report report) {
    assertEquals(Verdict.DISAGREE, report.verdict());
    String text = report.toString();
    assertTrue(text.contains("\n  look for " + mistake + "\n"), text);
  }

  @Test
  void factors() {
    assertFound(
        "a factor of 2: twice the derivative is claimed for all entries", gradient(g -> 2 * g));
    assertFound(
        "a factor of 1/2: half the derivative is claimed for all entries", gradient(g -> g / 2));
    assertFound("a sign: minus the derivative is claimed for all entries", gradient(g -> -g));
    assertFound(
        "a mean taken for a sum: the derivative times 5, the number of entries of x, is claimed for"
            + " all entries",
        gradient(g -> 5 * g));
    assertFound(
        "a sum taken for a mean: the derivative divided by 5, the number of entries of x, is claimed"
            + " for all entries",
        gradient(g -> g / 5));
    assertFound(
        "a common factor: 1.37 times the derivative is claimed for all entries",
        gradient(g -> 1.37 * g));
    double[] one = gradient(g -> g);
    one[1] *= 2;
    assertFound("a factor of 2: twice the derivative is claimed for x[1]", one);
  }

  @Test
  void aFactorIsSeenAmongAThousandEntries() {
    double[] x = new SplittableRandom(1).doubles(1000, 0.5, 1).toArray();
    double[] twice = Arrays.stream(x).map(entry -> 6 * entry * entry).toArray();
    assertFound(
        "a factor of 2: twice the derivative is claimed for all that was checked",
        GradientCheck.of(DiagnosisTest::cubes, x).check(twice));
  }

  @Test
  void whatIsMissing() {
    double[] dropped = gradient(g -> g);
    dropped[2] = 0;
    assertFound("a missing term: zero is claimed for x[2]", dropped);
    double[] early = gradient(g -> g);
    early[3] = 0;
    early[4] = 0;
    assertFound("a loop that ends early: all claims are zero from x[3] on", early);
    assertFound("a missing term: zero is claimed for all entries", new double[5]);
  }

  @Test
  void termsTooMany() {
    assertFound(
        "a term that entries share: the derivative plus 0.25 is claimed for all entries",
        gradient(g -> g + 0.25));
    double[] decay = gradient(g -> g);
    for (int i = 0; i < decay.length; i++) {
      decay[i] -= 0.01 * X[i];
    }
    assertFound(
        "a term like weight decay: the derivative less 0.01 times the entry itself is claimed for"
            + " all entries",
        decay);
  }

  @Test
  void entriesInAnotherOrder() {
    double[] g = gradient(entry -> entry);
    assertFound(
        "swapped entries: for x[1] the derivative of x[3] is claimed, and the other way round",
        g[0],
        g[3],
        g[2],
        g[1],
        g[4]);
    assertFound(
        "the order of entries: x is claimed from back to front", g[4], g[3], g[2], g[1], g[0]);
    assertFound(
        "an index that is off by one: for each entry of x the derivative of the next one is"
            + " claimed",
        g[1],
        g[2],
        g[3],
        g[4],
        5);
    assertFound(
        "an index that is off by one: for each entry of x the derivative of the previous one is"
            + " claimed",
        5,
        g[0],
        g[1],
        g[2],
        g[3]);
  }

  @Test
  void transposes() {
    double[][] g = wavesGradient(SQUARE);
    assertFound(
        "a transpose: the transposed derivative is claimed for x",
        GradientCheck.of(DiagnosisTest::waves, SQUARE)
            .check(new double[][] {{g[0][0], g[1][0]}, {g[0][1], g[1][1]}}));
    double[][] h = wavesGradient(ROWS);
    assertFound(
        "the order of entries: x is claimed by columns instead of by rows",
        GradientCheck.of(DiagnosisTest::waves, ROWS)
            .check(new double[][] {{h[0][0], h[1][0], h[0][1]}, {h[1][1], h[0][2], h[1][2]}}));
  }

  @Test
  void exchangedGradients() {
    assertFound(
        "exchanged gradients: for left that of right is claimed, and the other way round",
        GradientCheck.of(
                in -> in[0].data[0] * in[1].data[0] + in[0].data[1] * in[1].data[1],
                Argument.of("left", 1, 2),
                Argument.of("right", 3, 5))
            .check(new double[] {1, 2}, new double[] {3, 5}));
  }

  @Test
  void theLargestEntryOfASimplexShiftsAllOthers() {
    double[] weights = {0.1, 0.2, 0.3, 0.4};
    double[] g = Arrays.stream(weights).map(Math::log).toArray();
    Report report =
        GradientCheck.of(
                in -> Arrays.stream(in[0].data).map(w -> w * Math.log(w)).sum(),
                Argument.in(Domain.simplex(), "weights", weights))
            .check(g[0], g[1], g[2], g[3] + 0.5);
    assertFound(
        "a mistake in what entries are compared with: the derivative less 0.5 is claimed for"
            + " weights[0], weights[1], weights[2]",
        report);
  }

  @Test
  void claimsThatAreNotFinite() {
    assertFound("a division by zero, the logarithm of zero or an overflow", 1, Double.NaN, 1, 1, 1);
  }

  @Test
  void aPartThatIsWrongIsNamed() {
    double[][] g = wavesGradient(ROWS);
    g[1] = new double[] {g[1][0] * 1.1, g[1][1] * 1.3, g[1][2] - 2};
    String text = GradientCheck.of(DiagnosisTest::waves, ROWS).check(g).toString();
    assertTrue(text.contains("entries: 3 wrong (row 1 of x), 3 right"), text);
  }

  @Property(seed = "3", tries = 30)
  void nothingIsRecognizedInErrorsWithoutAPattern(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    double[] claimed = gradient(g -> g * (1 + random.nextDouble(0.01, 0.4)));
    String text = GradientCheck.of(DiagnosisTest::cubes, X).check(claimed).toString();
    assertFalse(text.contains("look for"), text);
    assertTrue(text.startsWith("gradient check: DISAGREE at x["), text);
  }
}
