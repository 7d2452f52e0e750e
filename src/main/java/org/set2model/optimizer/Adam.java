package org.set2model.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;

/**
 * Adam, Kingma and Ba (2015), arXiv 1412.6980, algorithm 1, entry by entry at step t = 1, 2, ...:
 *
 * <pre>{@code
 * m <- b1 m + (1 - b1) g          m^ = m / (1 - b1^t)
 * v <- b2 v + (1 - b2) g^2        v^ = v / (1 - b2^t)
 * w <- w - rate m^ / (sqrt(v^) + epsilon)
 * }</pre>
 *
 * with b1 = 0.9, b2 = 0.999, epsilon = 1e-8.
 */
public final class Adam {

  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final List<double[]> firstMoments = new ArrayList<>();
  private final List<double[]> secondMoments = new ArrayList<>();
  private int t;

  /** An optimizer of these parameters, which it will change in place. */
  public Adam(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    for (Parameter parameter : parameters) {
      firstMoments.add(new double[parameter.value().getNumElements()]);
      secondMoments.add(new double[parameter.value().getNumElements()]);
    }
  }

  /** The moments m and v of each parameter, as columns; live, to be stored and restored. */
  public List<Parameter> moments() {
    List<Parameter> moments = new ArrayList<>();
    for (int p = 0; p < parameters.size(); p++) {
      String name = parameters.get(p).name();
      moments.add(new Parameter("adam.m." + name, column(firstMoments.get(p))));
      moments.add(new Parameter("adam.v." + name, column(secondMoments.get(p))));
    }
    return moments;
  }

  private static DMatrixRMaj column(double[] values) {
    return DMatrixRMaj.wrap(values.length, 1, values);
  }

  /** The number of steps made. */
  public int stepsMade() {
    return t;
  }

  /**
   * Goes on as after a number of steps, whose {@link #moments} the caller restores.
   *
   * @param steps at least 0
   */
  public void continueAfter(int steps) {
    t = steps;
  }

  /**
   * Makes one step.
   *
   * @param gradients one for each parameter, of its shape, in the parameters' order
   * @param rate learning rate, > 0
   * @throws IllegalArgumentException if a gradient is missing, of another shape, or not finite; no
   *     parameter has then been changed
   */
  public void step(List<DMatrixRMaj> gradients, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("learning rate (" + rate + ") must be > 0");
    }
    requireGradients(gradients);
    t++;
    double firstCorrection = 1 / (1 - Math.pow(B1, t));
    double secondCorrection = 1 / (1 - Math.pow(B2, t));
    for (int p = 0; p < parameters.size(); p++) {
      double[] w = parameters.get(p).value().data;
      double[] g = gradients.get(p).data;
      double[] m = firstMoments.get(p);
      double[] v = secondMoments.get(p);
      for (int i = 0; i < m.length; i++) {
        m[i] = B1 * m[i] + (1 - B1) * g[i];
        v[i] = B2 * v[i] + (1 - B2) * g[i] * g[i];
        w[i] -= rate * firstCorrection * m[i] / (Math.sqrt(secondCorrection * v[i]) + EPSILON);
      }
    }
  }

  private void requireGradients(List<DMatrixRMaj> gradients) {
    if (gradients.size() != parameters.size()) {
      throw new IllegalArgumentException(
          gradients.size() + " gradients for " + parameters.size() + " parameters");
    }
    for (int p = 0; p < parameters.size(); p++) {
      Parameter parameter = parameters.get(p);
      DMatrixRMaj gradient = gradients.get(p);
      if (gradient.numRows != parameter.value().numRows
          || gradient.numCols != parameter.value().numCols) {
        throw new IllegalArgumentException(
            String.format(
                "gradient of %s (%d x %d) must have the parameter's shape (%d x %d)",
                parameter.name(),
                gradient.numRows,
                gradient.numCols,
                parameter.value().numRows,
                parameter.value().numCols));
      }
      for (int i = 0; i < gradient.getNumElements(); i++) {
        if (!(Math.abs(gradient.data[i]) <= Double.MAX_VALUE)) {
          throw new IllegalArgumentException(
              "gradient of " + parameter.name() + " is not finite at entry " + i);
        }
      }
    }
  }
}
