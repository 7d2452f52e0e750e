package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The Gaussian of full covariance that fits weighted points best, in closed form, regularized by a
 * {@link Prior}.
 *
 * <p>Inputs: as of {@link GaussianFit}. Value: the mean in row 0 and the covariance in rows 1..D of
 * a (1+D) x D matrix. With {@code A = sum_n a_n}, {@code x_n}, mu, m column vectors:
 *
 * <pre>
 *   mu = (sum_n a_n x_n + kappa m) / (A + kappa)
 *   S  = V + eps I
 *   V  = (sum_n a_n (x_n - mu)(x_n - mu)^T + kappa (mu - m)(mu - m)^T + nu diag(s2)) / (A + nu)
 * </pre>
 *
 * Without floor and with {@code kappa, nu} zero it is the maximum of the likelihood; its diagonal
 * is the variances of {@link GaussianFit} always.
 *
 * <p>Vector-Jacobian product, with the upstream gradients Gmu and GS, {@code rho = Gmu / (A +
 * kappa)}, {@code Gamma = (GS + GS^T) / (2 (A + nu))}, {@code d_n = x_n - mu}, {@code o = mu - m}.
 * As for the diagonal, V does not depend on mu to first order, because {@code sum_n a_n d_n = kappa
 * o}:
 *
 * <pre>
 *   dx_n   = a_n (rho + 2 Gamma d_n)
 *   da_n   = rho . d_n + d_n . Gamma d_n - tr(Gamma V)
 *   dkappa = -rho . o + o . Gamma o
 *   dnu    = sum_j Gamma_jj s2_j - tr(Gamma V)
 *   dm     = kappa (rho - 2 Gamma o)
 *   ds2_j  = nu Gamma_jj
 *   deps   = tr GS</pre>
 *
 * and zero for alpha. The covariance may be singular, as with fewer points than dimensions and no
 * regularization; {@link FullGaussianLogDensity} refuses it then.
 *
 * <p>Proof: catalog entry {@code Gaussian fit, full covariance}.
 */
public final class FullGaussianFit implements Operation {

  /**
   * The fit.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @return mean and covariance, (1+D) x D
   */
  public static Variable fullGaussianFit(Variable points, Variable exampleWeights, Prior prior) {
    return new FullGaussianFit().apply(prior.inputs(points, exampleWeights));
  }

  @Override
  public String name() {
    return "Gaussian fit, full";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    double[] mean = mean(set, prior);
    double[][] spread = spread(set, prior, mean);
    DMatrixRMaj value = value(mean, spread, prior.floor());
    PointSet.requireFinite("fitted mean and covariance (scale the points)", value);
    return new Evaluation(
        value, (gradient, into) -> pull(set, prior, mean, spread, gradient, into));
  }

  private static double[] mean(PointSet set, PriorValues prior) {
    double[] mean = new double[set.dimensions];
    for (int n = 0; n < set.size; n++) {
      LinearSolution.add(set.weights[n], set.rows[n], mean);
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (mean[j] + prior.kappa() * prior.mean()[j]) / (set.totalWeight + prior.kappa());
    }
    return mean;
  }

  /** V. */
  private static double[][] spread(PointSet set, PriorValues prior, double[] mean) {
    double[][] spread = new double[mean.length][mean.length];
    for (int n = 0; n < set.size; n++) {
      addSquare(set.weights[n], difference(set.rows[n], mean), spread);
    }
    addSquare(prior.kappa(), difference(mean, prior.mean()), spread);
    for (int i = 0; i < mean.length; i++) {
      spread[i][i] += prior.nu() * prior.variance()[i];
      for (int j = 0; j <= i; j++) {
        spread[i][j] /= set.totalWeight + prior.nu();
        spread[j][i] = spread[i][j];
      }
    }
    return spread;
  }

  private static DMatrixRMaj value(double[] mean, double[][] spread, double floor) {
    int dimensions = mean.length;
    var value = new DMatrixRMaj(1 + dimensions, dimensions);
    System.arraycopy(mean, 0, value.data, 0, dimensions);
    for (int i = 0; i < dimensions; i++) {
      System.arraycopy(spread[i], 0, value.data, (1 + i) * dimensions, dimensions);
      value.add(1 + i, i, floor);
    }
    return value;
  }

  private static void pull(
      PointSet set,
      PriorValues prior,
      double[] mean,
      double[][] spread,
      DMatrixRMaj gradient,
      Contributions into) {
    int dimensions = mean.length;
    var totals = new FitGradient(set, into);
    double[] rho = new double[dimensions];
    double[][] gamma = new double[dimensions][dimensions];
    double trace = 0;
    for (int i = 0; i < dimensions; i++) {
      rho[i] = gradient.get(0, i) / (set.totalWeight + prior.kappa());
      totals.floor += gradient.get(1 + i, i);
      for (int j = 0; j < dimensions; j++) {
        double sum = gradient.get(1 + i, j) + gradient.get(1 + j, i);
        gamma[i][j] = 0.5 * sum / (set.totalWeight + prior.nu());
        trace += gamma[i][j] * spread[i][j];
      }
    }
    for (int n = 0; n < set.size; n++) {
      double[] d = difference(set.rows[n], mean);
      double[] slope = times(gamma, d);
      totals.weights[n] = LinearSolution.dot(rho, d) + LinearSolution.dot(d, slope) - trace;
      for (int j = 0; j < dimensions && totals.points != null; j++) {
        totals.points[j][n] = set.weights[n] * (rho[j] + 2 * slope[j]);
      }
    }
    double[] offset = difference(mean, prior.mean());
    double[] slope = times(gamma, offset);
    totals.kappa = LinearSolution.dot(offset, slope) - LinearSolution.dot(rho, offset);
    totals.nu = -trace;
    for (int j = 0; j < dimensions; j++) {
      totals.nu += gamma[j][j] * prior.variance()[j];
      totals.priorMean[j] = prior.kappa() * (rho[j] - 2 * slope[j]);
      totals.priorVariance[j] = prior.nu() * gamma[j][j];
    }
    totals.deliver(into);
  }

  /** The lower triangle of {@code c v v^T} is added. */
  private static void addSquare(double c, double[] v, double[][] sum) {
    for (int i = 0; i < v.length; i++) {
      double ci = c * v[i];
      for (int j = 0; j <= i; j++) {
        sum[i][j] = Math.fma(ci, v[j], sum[i][j]);
      }
    }
  }

  private static double[] difference(double[] x, double[] y) {
    double[] difference = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      difference[j] = x[j] - y[j];
    }
    return difference;
  }

  private static double[] times(double[][] matrix, double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      product[i] = LinearSolution.dot(matrix[i], v);
    }
    return product;
  }
}
