package org.set2model.catalog;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** {@link org.set2model.optimizer.Adam}'s formulas with all gradients so far, as sums. */
final class PlainAdam {

  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<List<DMatrixRMaj>> history = new ArrayList<>();

  /** Changes values by one step. */
  void step(List<DMatrixRMaj> values, List<DMatrixRMaj> gradients, double rate) {
    history.add(gradients.stream().map(DMatrixRMaj::copy).toList());
    int t = history.size();
    for (int p = 0; p < values.size(); p++) {
      double[] w = values.get(p).data;
      for (int i = 0; i < w.length; i++) {
        double m = 0;
        double v = 0;
        for (int s = 0; s < t; s++) {
          double g = history.get(s).get(p).data[i];
          m += (1 - B1) * Math.pow(B1, t - 1 - s) * g;
          v += (1 - B2) * Math.pow(B2, t - 1 - s) * g * g;
        }
        double mean = m / (1 - Math.pow(B1, t));
        double square = v / (1 - Math.pow(B2, t));
        w[i] -= rate * mean / (Math.sqrt(square) + EPSILON);
      }
    }
  }
}
