package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/**
 * The change of log-densities and responsibilities when theta and the points change, and gradients
 * of functions of these changes. A prime marks a rate of change.
 *
 * <p>With {@code d = x_nj - mu_kj}, {@code d' = x'_nj - mu'_kj} and {@code s_nk = exp(l_nk) / p_n},
 * which has a limit where a weight is zero, so that {@code r_nk = w_k s_nk}:
 *
 * <pre>
 *   l'_nk     = sum_j [ -d d' / phi_kj + 1/2 (d^2 / phi_kj - 1) phi'_kj / phi_kj ]
 *   (log p_n)' = sum_k [ w'_k s_nk + r_nk l'_nk ]
 *   r'_nk     = w'_k s_nk + r_nk (l'_nk - (log p_n)')</pre>
 *
 * Gradients: with {@code R_nk} with respect to {@code r_nk}, {@code Q_nk} with respect to {@code
 * r'_nk} and u_n with respect to {@code (log p_n)'}, walk backwards:
 *
 * <pre>
 *   v_n  = u_n - sum_k Q_nk r_nk                           to (log p_n)' in all
 *   b_nk = R_nk + Q_nk (l'_nk - (log p_n)') + v_n l'_nk    to r_nk in all
 *   z_nk = b_nk - sum_i [ r_ni b_ni + (Q_ni + v_n) w'_i s_ni ]
 *   L_nk = r_nk z_nk + (Q_nk + v_n) w'_k s_nk              to l_nk
 *   M_nk = r_nk (Q_nk + v_n)                               to l'_nk
 *
 *   dw_k    = sum_n s_nk z_nk
 *   E_nkj   = -L_nk d / phi_kj + M_nk (d phi'_kj / phi_kj - d') / phi_kj
 *   dx_nj   = sum_k E_nkj,   dmu_kj = -sum_n E_nkj
 *   dphi_kj = sum_n [ L_nk (d^2 / phi_kj - 1) / 2
 *                     + M_nk (d d' / phi_kj - (d^2 / phi_kj - 1/2) phi'_kj / phi_kj) ] / phi_kj
 * </pre>
 *
 * With R = Q = 0 this is the Hessian of {@code sum_n u_n log p_n} times the rates, in theta what
 * {@link LikelihoodHessian} gives too.
 */
final class ExpectationTangent {

  private final Theta theta;
  private final Theta change;
  private final double[][] points;
  private final double[][] pointChanges;
  private final double[][] responsibilities;

  /** {@code s_nk}. */
  private final double[][] ratios;

  /** {@code l'_nk}. */
  private final double[][] slopes;

  /** {@code (log p_n)'}. */
  private final double[] changes;

  /**
   * Follows the changes.
   *
   * @param points N x D, finite
   * @param pointChanges of the same shape
   * @throws IllegalArgumentException if a point is too far from all components
   */
  ExpectationTangent(Theta theta, Theta change, DMatrixRMaj points, DMatrixRMaj pointChanges) {
    this.theta = theta;
    this.change = change;
    this.points = PointSet.rows(points);
    this.pointChanges = PointSet.rows(pointChanges);
    int size = points.numRows;
    int components = theta.components();
    var w = new StepBuffers(components, size, theta.dimensions());
    double[][] columns = new double[theta.dimensions()][size];
    PointSet.copyColumns(points, 0, size, columns);
    Expectation.evaluate(columns, 0, size, theta, w);
    responsibilities = w.responsibilities;
    ratios = new double[components][size];
    slopes = new double[components][size];
    changes = new double[size];
    for (int k = 0; k < components; k++) {
      for (int n = 0; n < size; n++) {
        ratios[k][n] = Math.exp(w.logDensities[k][n] - w.largest[n]) / w.scaledDensities[n];
        slopes[k][n] = slope(k, n);
        changes[n] += change.weights[k] * ratios[k][n] + responsibilities[k][n] * slopes[k][n];
      }
    }
  }

  private double slope(int k, int n) {
    double sum = 0;
    for (int j = 0; j < theta.dimensions(); j++) {
      double phi = theta.variances[k][j];
      double d = points[n][j] - theta.means[k][j];
      double dChange = pointChanges[n][j] - change.means[k][j];
      sum += 0.5 * (d * d / phi - 1) * (change.variances[k][j] / phi) - d / phi * dChange;
    }
    return sum;
  }

  /** {@code (log p_n)'} of all points. */
  double[] logDensityChanges() {
    return changes;
  }

  double responsibility(int k, int n) {
    return responsibilities[k][n];
  }

  double responsibilityChange(int k, int n) {
    return change.weights[k] * ratios[k][n] + responsibilities[k][n] * (slopes[k][n] - changes[n]);
  }

  /**
   * Adds the gradients with respect to theta and the points, not those with respect to the changes.
   *
   * @param toResponsibilities R, one row for each component
   * @param toChanges Q, likewise
   * @param toLogDensities u
   * @param toTheta receives the gradient with respect to theta
   * @param toPoints receives that with respect to the points, one row for each
   */
  void pull(
      double[][] toResponsibilities,
      double[][] toChanges,
      double[] toLogDensities,
      Theta toTheta,
      double[][] toPoints) {
    int components = theta.components();
    double[] b = new double[components];
    for (int n = 0; n < points.length; n++) {
      double v = toLogDensities[n];
      for (int k = 0; k < components; k++) {
        v -= toChanges[k][n] * responsibilities[k][n];
      }
      double average = 0;
      double ofWeights = 0;
      for (int k = 0; k < components; k++) {
        double q = toChanges[k][n];
        b[k] = toResponsibilities[k][n] + q * (slopes[k][n] - changes[n]) + v * slopes[k][n];
        average += responsibilities[k][n] * b[k];
        ofWeights += (q + v) * change.weights[k] * ratios[k][n];
      }
      for (int k = 0; k < components; k++) {
        double r = responsibilities[k][n];
        double s = ratios[k][n];
        double q = toChanges[k][n] + v;
        // What all components have in common cancels exactly where there is only one.
        double centered = b[k] - average - ofWeights;
        toTheta.weights[k] += s * centered;
        pull(k, n, r * centered + q * change.weights[k] * s, r * q, toTheta, toPoints[n]);
      }
    }
  }

  /** The lines of one log-density, from the gradients with respect to it and to its change. */
  private void pull(int k, int n, double toValue, double toSlope, Theta toTheta, double[] toPoint) {
    for (int j = 0; j < toPoint.length; j++) {
      double phi = theta.variances[k][j];
      double phiChange = change.variances[k][j] / phi;
      double d = points[n][j] - theta.means[k][j];
      double dChange = pointChanges[n][j] - change.means[k][j];
      double toDifference = (toSlope * (d * phiChange - dChange) - toValue * d) / phi;
      toPoint[j] += toDifference;
      toTheta.means[k][j] -= toDifference;
      toTheta.variances[k][j] +=
          (toValue * 0.5 * (d * d / phi - 1)
                  + toSlope * (d / phi * dChange - (d * d / phi - 0.5) * phiChange))
              / phi;
    }
  }
}
