package org.set2model.mixture;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * The parameters from which expectation maximization starts: K chosen points as means, equal
 * weights, and for every component the variances of all points together.
 *
 * <p>Inputs: as of {@link GaussianFit}. Value: theta_0, K x (1+2D), with i_k the chosen indices and
 * phi the variances of the Gaussian fit, regularized in the same way:
 *
 * <pre>  w_k = 1/K     mu_kj = x_(i_k)j     phi_kj = phi_j</pre>
 *
 * Vector-Jacobian product, the indices held fixed: {@code Gmu_k} is added to {@code dx_(i_k)}, and
 * the product of the Gaussian fit is taken with {@code sum_k Gphi_k} upstream of the variances and
 * zero elsewhere. The indices are piecewise constant in the points, so this is the derivative
 * almost everywhere.
 *
 * <p>An IllegalArgumentException is thrown when all points coincide in a dimension and neither
 * floor nor variance prior is there to make the variance positive.
 *
 * <p>Proof: catalog entry {@code mixture start}.
 */
public final class MixtureStart implements Operation {

  private final Covariance covariance;
  private final int[] indices;

  /**
   * @param indices row of the point that becomes the mean of each component, K >= 1 of them; {@link
   *     SeededStart} chooses good ones
   */
  public MixtureStart(int... indices) {
    this(Covariance.DIAGONAL, indices);
  }

  /**
   * The start of a mixture with the given covariance.
   *
   * @param indices row of the point that becomes the mean of each component, K >= 1 of them
   */
  public MixtureStart(Covariance covariance, int... indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("indices must name at least one point");
    }
    this.covariance = covariance;
    this.indices = indices.clone();
  }

  /**
   * The start.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @return theta_0, K x (1+2D)
   */
  public static Variable mixtureStart(
      Variable points, Variable exampleWeights, Prior prior, int... indices) {
    return new MixtureStart(indices).apply(prior.inputs(points, exampleWeights));
  }

  /** The start of a mixture with the given covariance. */
  public static Variable mixtureStart(
      Variable points,
      Variable exampleWeights,
      Prior prior,
      Covariance covariance,
      int... indices) {
    return new MixtureStart(covariance, indices).apply(prior.inputs(points, exampleWeights));
  }

  @Override
  public String name() {
    return "mixture start";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta gaussian = GaussianFit.fit(set, prior, covariance);
    return new Evaluation(
        start(set, indices, gaussian).toMatrix(),
        (gradient, into) -> {
          var totals = new FitGradient(set, into);
          Theta upstream = Theta.copyOf(gradient);
          if (totals.points != null) {
            addMeans(upstream, totals.points);
          }
          Theta toGaussian = MeansStart.sumOfVariances(upstream);
          GaussianFit.pull(set, prior, covariance, gaussian, toGaussian, totals);
          totals.deliver(into);
        });
  }

  /** {@inheritDoc} What it takes from the Gaussian fit changes with that. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this,
        (inputs, tangents) -> {
          MaximizationTangent along = GaussianFit.along(inputs, tangents);
          double[][] pointChanges = PointSet.rows(tangents[0]);
          double[][] means = new double[indices.length][];
          for (int k = 0; k < means.length; k++) {
            means[k] = pointChanges[indices[k]];
          }
          Theta change = MeansStart.start(means, along.thetaChange(covariance));
          Arrays.fill(change.weights, 0);
          return new Evaluation(
              change.toMatrix(),
              (gradient, into) ->
                  GaussianFit.pull(
                      along, covariance, MeansStart.sumOfVariances(Theta.copyOf(gradient)), into));
        });
  }

  /** Equal weights, the points with the given indices as means, and the variances of a Gaussian. */
  static Theta start(PointSet set, int[] indices, Theta gaussian) {
    double[][] means = new double[indices.length][];
    for (int k = 0; k < indices.length; k++) {
      if (indices[k] < 0 || indices[k] >= set.size) {
        throw new IllegalArgumentException(
            String.format(
                "index %d of component %d must be that of one of the %d points",
                indices[k], k, set.size));
      }
      means[k] = set.rows[indices[k]];
    }
    return MeansStart.start(means, gaussian);
  }

  /** {@code Gmu_k} to the point with index i_k. */
  private void addMeans(Theta upstream, double[][] points) {
    for (int k = 0; k < indices.length; k++) {
      for (int j = 0; j < points.length; j++) {
        points[j][indices[k]] += upstream.means[k][j];
      }
    }
  }
}
