package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;

/**
 * The change of a step of {@link ExpectationMaximizationStep} along tangents of its inputs, and the
 * gradients of {@code <G, theta'>} of that change: {@link ExpectationTangent} and {@link
 * MaximizationTangent}, joined by the shares. A prime marks a rate of change.
 *
 * <pre>
 *   c_nk = a_n r_nk,   c'_nk = a'_n r_nk + a_n r'_nk</pre>
 *
 * With C the gradient with respect to c and b that with respect to c', as the maximization gives
 * them,
 *
 * <pre>
 *   to a_n:   sum_k [ C_nk r_nk + b_nk r'_nk ]
 *   to r_nk:  R_nk = a_n C_nk + a'_n b_nk
 *   to r'_nk: Q_nk = a_n b_nk</pre>
 */
final class StepTangent {

  private static final int THETA = 2 + Prior.PARTS;

  private final Covariance covariance;
  private final PointSet set;
  private final double[] weightChanges;
  private final Theta theta;
  private final ExpectationTangent expectation;
  private final MaximizationTangent maximization;

  StepTangent(Covariance covariance, DMatrixRMaj[] inputs, DMatrixRMaj[] tangents) {
    this.covariance = covariance;
    set = PointSet.of(inputs[0], inputs[1]);
    weightChanges = tangents[1].data;
    theta = StepKernel.read(inputs[THETA], set);
    Theta change = Theta.copyOf(tangents[THETA]);
    expectation = new ExpectationTangent(theta, change, inputs[0], tangents[0]);
    double[][] shares = new double[theta.components()][set.size];
    double[][] shareChanges = new double[theta.components()][set.size];
    for (int k = 0; k < theta.components(); k++) {
      for (int n = 0; n < set.size; n++) {
        double r = expectation.responsibility(k, n);
        shares[k][n] = set.weights[n] * r;
        shareChanges[k][n] =
            weightChanges[n] * r + set.weights[n] * expectation.responsibilityChange(k, n);
      }
    }
    maximization =
        new MaximizationTangent(
            set,
            PointSet.rows(tangents[0]),
            PriorValues.of(inputs, 2, set.dimensions),
            PriorValues.changesOf(tangents, 2),
            shares,
            shareChanges,
            theta,
            change);
  }

  Evaluation evaluation() {
    return new Evaluation(
        maximization.thetaChange(covariance).toMatrix(),
        (gradient, into) -> pull(Theta.copyOf(gradient), into));
  }

  private void pull(Theta upstream, Contributions into) {
    covariance.project(upstream);
    var totals = new FitGradient(set, into);
    double[][] toShares = new double[theta.components()][set.size];
    double[][] toShareChanges = new double[theta.components()][set.size];
    maximization.pull(upstream, toShares, toShareChanges, totals);
    double[][] toResponsibilities = new double[theta.components()][set.size];
    double[][] toChanges = new double[theta.components()][set.size];
    for (int k = 0; k < theta.components(); k++) {
      for (int n = 0; n < set.size; n++) {
        double c = toShares[k][n];
        double b = toShareChanges[k][n];
        totals.weights[n] +=
            c * expectation.responsibility(k, n) + b * expectation.responsibilityChange(k, n);
        toResponsibilities[k][n] = set.weights[n] * c + weightChanges[n] * b;
        toChanges[k][n] = set.weights[n] * b;
      }
    }
    var toTheta = new Theta(theta.components(), theta.dimensions());
    double[][] toPoints = new double[set.size][set.dimensions];
    expectation.pull(toResponsibilities, toChanges, new double[set.size], toTheta, toPoints);
    for (int n = 0; n < set.size && totals.points != null; n++) {
      for (int j = 0; j < set.dimensions; j++) {
        totals.points[j][n] += toPoints[n][j];
      }
    }
    totals.deliver(into);
    if (into.wants(THETA)) {
      into.add(THETA, toTheta.toMatrix());
    }
  }
}
