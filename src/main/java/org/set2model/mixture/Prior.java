package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;

/**
 * Smooth regularization of a fit. Each of its six parts may be a constant or a variable that is
 * learned with the network; gradients flow to all of them.
 *
 * <p>It adds the following, which is a log-density up to a constant, to the weighted
 * log-likelihood; {@code w_k, mu_k, phi_k} are a component's weight, mean and variances:
 *
 * <pre>
 *   alpha sum_k log w_k - 1/2 sum_kj [ nu (log phi_kj + s2_j/phi_kj) + kappa (mu_kj - m_j)^2/phi_kj ]
 * </pre>
 *
 * so that it acts like alpha more points in every component, kappa more points at m, and nu more
 * points at squared distance s2. Strengths are therefore in units of example weight. The floor is
 * simply added to the variances; what that does to the objective is derived at {@link
 * ExpectationMaximizationStep}.
 *
 * <p>A hard floor {@code max(phi, eps)} was rejected: it kills the gradient exactly where sets are
 * small or identical, and leaves the fit's fixed point where no objective is stationary.
 *
 * @param weightStrength alpha >= 0, 1 x 1
 * @param meanStrength kappa >= 0, 1 x 1
 * @param varianceStrength nu >= 0, 1 x 1
 * @param mean m, 1 x D
 * @param variance s2 >= 0, 1 x D
 * @param floor eps >= 0, 1 x 1
 */
public record Prior(
    Variable weightStrength,
    Variable meanStrength,
    Variable varianceStrength,
    Variable mean,
    Variable variance,
    Variable floor) {

  /** How many variables a prior has. */
  static final int PARTS = 6;

  /** A prior of constants, with the same mean and the same variance in all dimensions. */
  public static Prior constant(
      int dimensions,
      double weightStrength,
      double meanStrength,
      double varianceStrength,
      double mean,
      double variance,
      double floor) {
    return new Prior(
        constantRow(1, weightStrength),
        constantRow(1, meanStrength),
        constantRow(1, varianceStrength),
        constantRow(dimensions, mean),
        constantRow(dimensions, variance),
        constantRow(1, floor));
  }

  /** No regularization but a constant added to all variances: plain maximum likelihood if zero. */
  public static Prior floorOnly(int dimensions, double floor) {
    return constant(dimensions, 0, 0, 0, 0, 0, floor);
  }

  /** The variance prior {@code nu, s2} and the floor, as constants; alpha and kappa are zero. */
  public static Prior ofVariance(
      int dimensions, double varianceStrength, double variance, double floor) {
    return constant(dimensions, 0, 0, varianceStrength, 0, variance, floor);
  }

  /**
   * The inputs of a fit: points, example weights, then the six parts in the order of this record.
   */
  Variable[] inputs(Variable points, Variable exampleWeights) {
    return new Variable[] {
      points, exampleWeights, weightStrength, meanStrength, varianceStrength, mean, variance, floor
    };
  }

  /** The same, followed by a mixture's parameters. */
  Variable[] inputs(Variable points, Variable exampleWeights, Variable theta) {
    return new Variable[] {
      points,
      exampleWeights,
      weightStrength,
      meanStrength,
      varianceStrength,
      mean,
      variance,
      floor,
      theta
    };
  }

  /** The values of the six parts. */
  DMatrixRMaj[] values() {
    return new DMatrixRMaj[] {
      weightStrength.value(),
      meanStrength.value(),
      varianceStrength.value(),
      mean.value(),
      variance.value(),
      floor.value()
    };
  }

  private static Variable constantRow(int columns, double value) {
    var row = new DMatrixRMaj(1, columns);
    row.fill(value);
    return Variable.constant(row);
  }
}
