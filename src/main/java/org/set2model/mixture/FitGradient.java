package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Contributions;

/**
 * Sums, over the steps of a fit, of the gradients with respect to everything that the steps share:
 * the points, the example weights and the prior.
 */
final class FitGradient {

  /**
   * With respect to the points, one array for each dimension; null if not wanted, for it is half of
   * the work.
   */
  final double[][] points;

  final double[] weights;
  final double[] priorMean;
  final double[] priorVariance;
  double alpha;
  double kappa;
  double nu;
  double floor;

  FitGradient(PointSet set, Contributions into) {
    this(set, into.wants(0));
  }

  private FitGradient(PointSet set, boolean wantsPoints) {
    points = wantsPoints ? new double[set.dimensions][set.size] : null;
    weights = new double[set.size];
    priorMean = new double[set.dimensions];
    priorVariance = new double[set.dimensions];
  }

  /** Sums with those of the points, for use without a tape. */
  static FitGradient withPoints(PointSet set) {
    return new FitGradient(set, true);
  }

  /** Sums without those of the points, for a product of which only the part of theta matters. */
  static FitGradient withoutPoints(PointSet set) {
    return new FitGradient(set, false);
  }

  /** Adds a step's gradient with respect to the points, if it is wanted. */
  void addPoints(PointTerms terms, PointSet set) {
    if (points != null) {
      terms.addTo(points, set.columns, set.size);
    }
  }

  /**
   * Hands the sums over to the first eight inputs of a fit, in the order of {@link Prior#inputs}.
   */
  void deliver(Contributions into) {
    if (into.wants(0)) {
      into.add(0, CommonOps_DDRM.transpose(new DMatrixRMaj(points), null));
    }
    if (into.wants(1)) {
      into.add(1, new DMatrixRMaj(weights.length, 1, true, weights));
    }
    double[][] prior = {{alpha}, {kappa}, {nu}, priorMean, priorVariance, {floor}};
    for (int part = 0; part < Prior.PARTS; part++) {
      if (into.wants(2 + part)) {
        into.add(2 + part, new DMatrixRMaj(1, prior[part].length, true, prior[part]));
      }
    }
  }
}
