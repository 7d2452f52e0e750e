package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The parameters from which expectation maximization starts when the means are given: equal
 * weights, and for every component the variances of all points together.
 *
 * <p>Inputs: as of {@link GaussianFit}, and the means M (K x D). Value: theta_0, K x (1+2D), with
 * phi the variances of the Gaussian fit of the same covariance, regularized in the same way:
 *
 * <pre>  w_k = 1/K     mu_kj = M_kj     phi_kj = phi_j</pre>
 *
 * Vector-Jacobian product: {@code dM = Gmu}, and to points, example weights and prior that of the
 * Gaussian fit with {@code sum_k Gphi_k} upstream of the variances and zero elsewhere.
 *
 * <p>An IllegalArgumentException is thrown when all points coincide in a dimension (in all, for
 * spherical covariance) and neither floor nor variance prior makes the variance positive.
 *
 * <p>Proof: catalog entry {@code mixture start from means}.
 */
public final class MeansStart implements Operation {

  private static final int MEANS = 2 + Prior.PARTS;

  private final Covariance covariance;

  /** The start of a mixture with this covariance. */
  public MeansStart(Covariance covariance) {
    this.covariance = covariance;
  }

  /**
   * The start.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @param means K x D
   * @return theta_0, K x (1+2D)
   */
  public static Variable meansStart(
      Variable points,
      Variable exampleWeights,
      Prior prior,
      Variable means,
      Covariance covariance) {
    return new MeansStart(covariance).apply(prior.inputs(points, exampleWeights, means));
  }

  @Override
  public String name() {
    return "mixture start from means";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    DMatrixRMaj means = inputs[MEANS];
    PointSet.requireFinite("means", means);
    if (means.numCols != set.dimensions) {
      throw new IllegalArgumentException(
          String.format(
              "means (%d x %d) must have the points' %d columns",
              means.numRows, means.numCols, set.dimensions));
    }
    Theta gaussian = GaussianFit.fit(set, prior, covariance);
    return new Evaluation(
        start(rows(means), gaussian).toMatrix(),
        (gradient, into) -> {
          var totals = new FitGradient(set, into);
          Theta upstream = Theta.copyOf(gradient);
          GaussianFit.pull(set, prior, covariance, gaussian, sumOfVariances(upstream), totals);
          totals.deliver(into);
          if (into.wants(MEANS)) {
            into.add(MEANS, new DMatrixRMaj(upstream.means));
          }
        });
  }

  /** Equal weights, given means, and the variances of a Gaussian. */
  static Theta start(double[][] means, Theta gaussian) {
    Theta theta = new Theta(means.length, gaussian.dimensions());
    for (int k = 0; k < means.length; k++) {
      theta.weights[k] = 1.0 / means.length;
      System.arraycopy(means[k], 0, theta.means[k], 0, means[k].length);
      System.arraycopy(gaussian.variances[0], 0, theta.variances[k], 0, means[k].length);
    }
    return theta;
  }

  /** {@code sum_k Gphi_k} as a gradient with respect to the Gaussian, zero for weight and mean. */
  static Theta sumOfVariances(Theta upstream) {
    Theta toGaussian = new Theta(1, upstream.dimensions());
    for (double[] variances : upstream.variances) {
      for (int j = 0; j < variances.length; j++) {
        toGaussian.variances[0][j] += variances[j];
      }
    }
    return toGaussian;
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int k = 0; k < matrix.numRows; k++) {
      System.arraycopy(matrix.data, k * matrix.numCols, rows[k], 0, matrix.numCols);
    }
    return rows;
  }
}
