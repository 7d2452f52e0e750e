package stranger;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.GradientCheck;

class LogisticLossTest {

  private static final double[][] POINTS = {{1, 0.5}, {-0.3, 2}, {0.8, -1.1}};

  /** The sum of log(1 + exp(-p w)) over all points p. */
  static double loss(double[] w) {
    double sum = 0;
    for (double[] p : POINTS) {
      sum += softplus(-(p[0] * w[0] + p[1] * w[1]));
    }
    return sum;
  }

  static double[] gradient(double[] w) {
    double[] gradient = new double[2];
    for (double[] p : POINTS) {
      double weight = -sigmoid(-(p[0] * w[0] + p[1] * w[1]));
      gradient[0] += weight * p[0];
      gradient[1] += weight * p[1];
    }
    return gradient;
  }

  static double softplus(double t) {
    return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  }

  static double sigmoid(double t) {
    return 1 / (1 + Math.exp(-t));
  }

  @Test
  void theGradientIsRight() {
    double[] w = {0.4, -0.7};

    GradientCheck.of(LogisticLossTest::loss, w).assertAgrees(gradient(w));
  }

  @Property
  void theDerivativeOfSoftplusIsTheSigmoid(
      @ForAll @DoubleRange(min = -15, max = 15) double s,
      @ForAll @DoubleRange(min = -15, max = 15) double t) {
    GradientCheck.of(x -> softplus(x[0]) + softplus(x[1]), s, t)
        .assertAgrees(sigmoid(s), sigmoid(t));
  }
}
