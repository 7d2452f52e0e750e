package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.mixture.Covariance;

/** Fits of Gaussians, steps of expectation maximization and log-densities, number by number. */
final class MixtureFormulas {

  /** Below this share of all weight a component is empty and keeps what it had. */
  private static final double EMPTY = 1e-200;

  private MixtureFormulas() {}

  /** Points, example weights and prior: the first inputs of every fit. */
  private record Data(
      Scalars points,
      Scalars weights,
      Scalar alpha,
      Scalar kappa,
      Scalar nu,
      Scalars mean,
      Scalars variance,
      Scalar floor) {

    static Data of(Scalars[] in) {
      return new Data(
          in[0],
          in[1],
          in[2].scalar(),
          in[3].scalar(),
          in[4].scalar(),
          in[5],
          in[6],
          in[7].scalar());
    }

    List<Scalar> column(int j) {
      return IntStream.range(0, points.rows()).mapToObj(n -> points.get(n, j)).toList();
    }

    List<Scalar> unitShares() {
      return Arrays.asList(weights.entries());
    }

    boolean isEmpty(Scalar mass) {
      double total = Arrays.stream(weights.entries()).mapToDouble(weight -> weight.size).sum();
      return mass.size <= EMPTY * total;
    }
  }

  static Covariance covariance(Operation operation) {
    return Settings.of(operation, "covariance", Covariance.class);
  }

  static Scalars gaussianFit(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return gaussian(in, covariance(operation), r);
  }

  /** theta = [1, mu, phi]; the weight is one whatever the inputs. */
  private static Scalars gaussian(Scalars[] in, Covariance covariance, Recording r) {
    Data data = Data.of(in);
    int dimensions = data.points.columns();
    Scalars theta = Scalars.empty(1, 1 + 2 * dimensions);
    theta.set(0, 0, Scalar.one());
    maximize(data, data.unitShares(), covariance, theta, 0, theta, r);
    return theta;
  }

  /**
   * mu_j = (sum_n c_n x_nj + kappa m_j) / (N + kappa) and phi_j = (sum_n c_n (x_nj - mu_j)^2 +
   * kappa (mu_j - m_j)^2 + nu s2_j) / (N + nu) + eps, N = sum_n c_n, of one component; spherical:
   * the mean over j of phi_j.
   *
   * @param c the shares that the component has in the points
   */
  private static void maximize(
      Data data,
      List<Scalar> c,
      Covariance covariance,
      Scalars previous,
      int k,
      Scalars next,
      Recording r) {
    int dimensions = data.points.columns();
    Scalar mass = r.sum(c);
    Scalar forMean = r.plus(mass, data.kappa);
    Scalar forVariance = r.plus(mass, data.nu);
    List<Scalar> variances = new ArrayList<>();
    for (int j = 0; j < dimensions; j++) {
      List<Scalar> x = data.column(j);
      Scalar mean = previous.get(k, 1 + j);
      if (!data.isEmpty(forMean)) {
        Scalar numerator = r.plus(r.dot(c, x), r.times(data.kappa, data.mean.get(0, j)));
        mean = r.over(numerator, forMean);
      }
      next.set(k, 1 + j, mean);
      if (data.isEmpty(forVariance)) {
        variances.add(previous.get(k, 1 + dimensions + j));
      } else {
        Scalar mu = mean;
        List<Scalar> squares = x.stream().map(value -> r.square(r.minus(value, mu))).toList();
        Scalar offset = r.square(r.minus(mu, data.mean.get(0, j)));
        Scalar numerator =
            r.sum(
                List.of(
                    r.dot(c, squares),
                    r.times(data.kappa, offset),
                    r.times(data.nu, data.variance.get(0, j))));
        variances.add(r.plus(r.over(numerator, forVariance), data.floor));
      }
    }
    if (covariance == Covariance.SPHERICAL) {
      Scalar average = r.over(r.sum(variances), r.constant(dimensions));
      variances.replaceAll(variance -> average);
    }
    for (int j = 0; j < dimensions; j++) {
      next.set(k, 1 + dimensions + j, variances.get(j));
    }
  }

  static Scalars mixtureStart(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    int[] indices = Settings.of(operation, "indices", int[].class);
    List<List<Scalar>> means = Arrays.stream(indices).mapToObj(in[0]::row).toList();
    return start(means, gaussian(in, covariance(operation), r), r);
  }

  static Scalars meansStart(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    List<List<Scalar>> means = IntStream.range(0, in[8].rows()).mapToObj(in[8]::row).toList();
    return start(means, gaussian(in, covariance(operation), r), r);
  }

  /** w_k = 1/K, given means, and the variances of a Gaussian. */
  private static Scalars start(List<List<Scalar>> means, Scalars gaussian, Recording r) {
    int dimensions = means.get(0).size();
    Scalars theta = Scalars.empty(means.size(), 1 + 2 * dimensions);
    for (int k = 0; k < means.size(); k++) {
      theta.set(k, 0, r.over(Scalar.one(), r.constant(means.size())));
      for (int j = 0; j < dimensions; j++) {
        theta.set(k, 1 + j, means.get(k).get(j));
        theta.set(k, 1 + dimensions + j, gaussian.get(0, 1 + dimensions + j));
      }
    }
    return theta;
  }

  static Scalars step(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return step(in, in[8], covariance(operation), r);
  }

  /** theta' = T(theta, X, a, prior), the formulas of {@code ExpectationMaximizationStep}. */
  static Scalars step(Scalars[] in, Scalars theta, Covariance covariance, Recording r) {
    Data data = Data.of(in);
    int components = theta.rows();
    List<List<Scalar>> shares = new ArrayList<>();
    for (int k = 0; k < components; k++) {
      shares.add(new ArrayList<>());
    }
    for (int n = 0; n < data.points.rows(); n++) {
      List<Scalar> likelihoods = likelihoods(theta, data.points.row(n), r).terms();
      Scalar sum = r.sum(likelihoods);
      for (int k = 0; k < components; k++) {
        Scalar responsibility = r.over(likelihoods.get(k), sum);
        shares.get(k).add(r.times(data.weights.get(n, 0), responsibility));
      }
    }
    Scalar total = r.plus(r.sum(data.unitShares()), r.times(r.constant(components), data.alpha));
    Scalars next = Scalars.empty(components, theta.columns());
    for (int k = 0; k < components; k++) {
      next.set(k, 0, r.over(r.plus(r.sum(shares.get(k)), data.alpha), total));
      maximize(data, shares.get(k), covariance, theta, k, next, r);
    }
    return next;
  }

  /** The terms w_k exp(l_k - shift), shift being the largest l_k of a component of some weight. */
  private record Likelihoods(List<Scalar> terms, Scalar shift) {}

  private static Likelihoods likelihoods(Scalars theta, List<Scalar> x, Recording r) {
    List<Scalar> logs = new ArrayList<>();
    Scalar shift = null;
    for (int k = 0; k < theta.rows(); k++) {
      Scalar log = logDensity(theta, k, x, r);
      logs.add(log);
      boolean counts = theta.get(k, 0).size > 0;
      if (counts && (shift == null || log.value.compareTo(shift.value) > 0)) {
        shift = Scalar.exact(log.value);
      }
    }
    List<Scalar> terms = new ArrayList<>();
    for (int k = 0; k < theta.rows(); k++) {
      terms.add(r.times(theta.get(k, 0), r.exp(r.minus(logs.get(k), shift))));
    }
    return new Likelihoods(terms, shift);
  }

  /** l_k = -1/2 sum_j (log(2 pi phi_kj) + (x_j - mu_kj)^2 / phi_kj). */
  private static Scalar logDensity(Scalars theta, int k, List<Scalar> x, Recording r) {
    int dimensions = x.size();
    List<Scalar> terms = new ArrayList<>();
    for (int j = 0; j < dimensions; j++) {
      Scalar variance = theta.get(k, 1 + dimensions + j);
      Scalar square = r.square(r.minus(x.get(j), theta.get(k, 1 + j)));
      terms.add(r.log(r.times(twoPi(r), variance)));
      terms.add(r.over(square, variance));
    }
    return r.times(r.constant(-0.5), r.sum(terms));
  }

  private static Scalar twoPi(Recording r) {
    var pi = r.decimals().pi();
    return Scalar.constant(pi.add(pi), 2 * Math.PI);
  }

  /** log p(z_m) = log sum_k w_k exp(l_mk). */
  static Scalars logDensity(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars value = Scalars.empty(in[1].rows(), 1);
    for (int m = 0; m < value.rows(); m++) {
      Likelihoods likelihoods = likelihoods(in[0], in[1].row(m), r);
      value.set(m, 0, r.plus(likelihoods.shift(), r.log(r.sum(likelihoods.terms()))));
    }
    return value;
  }

  /**
   * mu as above and S = (sum_n a_n (x_n - mu)(x_n - mu)^T + kappa (mu - m)(mu - m)^T + nu diag(s2))
   * / (A + nu) + eps I.
   */
  static Scalars fullGaussianFit(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Data data = Data.of(in);
    int dimensions = data.points.columns();
    List<Scalar> a = data.unitShares();
    Scalar total = r.sum(a);
    Scalars fit = Scalars.empty(1 + dimensions, dimensions);
    List<List<Scalar>> deviations = new ArrayList<>();
    List<Scalar> offsets = new ArrayList<>();
    for (int j = 0; j < dimensions; j++) {
      List<Scalar> x = data.column(j);
      Scalar m = data.mean.get(0, j);
      Scalar mean = r.over(r.plus(r.dot(a, x), r.times(data.kappa, m)), r.plus(total, data.kappa));
      fit.set(0, j, mean);
      deviations.add(x.stream().map(value -> r.minus(value, mean)).toList());
      offsets.add(r.minus(mean, m));
    }
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        List<Scalar> products = new ArrayList<>();
        for (int n = 0; n < a.size(); n++) {
          products.add(r.times(deviations.get(i).get(n), deviations.get(j).get(n)));
        }
        Scalar numerator =
            r.plus(
                r.dot(a, products), r.times(data.kappa, r.times(offsets.get(i), offsets.get(j))));
        if (i == j) {
          numerator = r.plus(numerator, r.times(data.nu, data.variance.get(0, j)));
        }
        Scalar covariance = r.over(numerator, r.plus(total, data.nu));
        fit.set(1 + i, j, i == j ? r.plus(covariance, data.floor) : covariance);
      }
    }
    return fit;
  }

  /**
   * log p(z) = -1/2 (D log(2 pi) + 2 sum_i log L_ii + |L^-1 (z - mu)|^2), L L^T being the symmetric
   * part of S, by Cholesky's method and substitution.
   */
  static Scalars fullLogDensity(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars parameters = in[0];
    int dimensions = parameters.columns();
    Scalars factor = cholesky(parameters, r);
    List<Scalar> logs = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      logs.add(r.log(twoPi(r)));
      logs.add(r.times(r.constant(2), r.log(factor.get(i, i))));
    }
    Scalar constant = r.sum(logs);
    Scalars value = Scalars.empty(in[1].rows(), 1);
    for (int m = 0; m < value.rows(); m++) {
      List<Scalar> y = new ArrayList<>();
      for (int i = 0; i < dimensions; i++) {
        Scalar d = r.minus(in[1].get(m, i), parameters.get(0, i));
        y.add(r.over(r.minus(d, r.dot(factor.row(i).subList(0, i), y)), factor.get(i, i)));
      }
      value.set(m, 0, r.times(r.constant(-0.5), r.plus(constant, r.dot(y, y))));
    }
    return value;
  }

  /** The lower factor of the symmetric part of rows 1..D. */
  private static Scalars cholesky(Scalars parameters, Recording r) {
    int dimensions = parameters.columns();
    Scalars factor = Scalars.empty(dimensions, dimensions);
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j <= i; j++) {
        Scalar sum = r.plus(parameters.get(1 + i, j), parameters.get(1 + j, i));
        Scalar entry = r.times(r.constant(0.5), sum);
        Scalar rest =
            r.minus(entry, r.dot(factor.row(i).subList(0, j), factor.row(j).subList(0, j)));
        factor.set(i, j, i == j ? r.sqrt(rest) : r.over(rest, factor.get(j, j)));
      }
    }
    return factor;
  }
}
