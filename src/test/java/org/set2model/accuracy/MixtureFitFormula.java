package org.set2model.accuracy;

import java.math.BigDecimal;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;
import org.set2model.mixture.Covariance;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.Fit;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.Prior;

/**
 * A fit by expectation maximization, number by number: the steps that are made, or, where it is
 * differentiated at its fixed point, steps until no digit changes.
 *
 * <p>The derivative of theta* = T(theta*, X) follows from one recorded step, swept until no digit
 * changes: u = g + (dT/dtheta)^T u, then (dT/dX)^T u.
 */
final class MixtureFitFormula {

  private static final int MOST_STEPS = 2000;
  private static final int THETA = 8;

  /** By so many digits less than there are, successive steps have to agree. */
  private static final int SPARE_DIGITS = 20;

  private MixtureFitFormula() {}

  static Scalars fit(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    FitOptions options = Settings.of(operation, "options", FitOptions.class);
    if (options.differentiation() != Differentiation.UNROLLED) {
      return fixedPoint(in, options.covariance(), r);
    }
    int steps = options.tolerance() > 0 ? iterations(values, options) : options.iterations();
    Scalars theta = in[THETA];
    for (int t = 0; t < steps; t++) {
      theta = MixtureFormulas.step(in, theta, options.covariance(), r);
    }
    return theta;
  }

  /** How many steps the tolerance asked for in double precision. */
  private static int iterations(DMatrixRMaj[] values, FitOptions options) {
    Variable[] in = Arrays.stream(values).map(Variable::constant).toArray(Variable[]::new);
    var prior = new Prior(in[2], in[3], in[4], in[5], in[6], in[7]);
    return Fit.of(values[0], values[1], prior, values[THETA], options).iterations();
  }

  private static Scalars fixedPoint(Scalars[] in, Covariance covariance, Recording r) {
    Scalars[] constants = new Scalars[in.length];
    Arrays.setAll(constants, i -> in[i].map(x -> Scalar.constant(x.value, x.bound)));
    Scalars theta = converged(constants, covariance, r);

    var step = new Recording(r.decimals());
    Scalars[] leaves = new Scalars[in.length];
    Arrays.setAll(leaves, i -> in[i].map(x -> step.leaf(x.value, x.bound)));
    Scalars at = theta.map(x -> step.leaf(x.value, x.bound));
    Scalars image = MixtureFormulas.step(leaves, at, covariance, step);

    Scalars results = Scalars.empty(theta.rows(), theta.columns());
    r.pullTogether(
        () -> {
          int sweeps = sweepUntilConverged(step, at, image, results, r.decimals());
          r.addOperationsOf(step, sweeps);
          for (int i = 0; i < THETA; i++) {
            deliver(leaves[i], in[i], r.decimals());
          }
        });
    Arrays.setAll(
        results.entries(), i -> r.leaf(theta.entries()[i].value, theta.entries()[i].bound));
    return results;
  }

  private static Scalars converged(Scalars[] constants, Covariance covariance, Recording r) {
    Scalars theta = constants[THETA];
    for (int t = 0; t < MOST_STEPS; t++) {
      Scalars next = MixtureFormulas.step(constants, theta, covariance, r);
      boolean done = true;
      for (int i = 0; i < next.entries().length; i++) {
        done &= agree(next.entries()[i].value, theta.entries()[i].value, r.decimals());
      }
      if (done) {
        return next;
      }
      theta = next;
    }
    throw new ArithmeticException("no fixed point after " + MOST_STEPS + " steps");
  }

  private static boolean agree(BigDecimal a, BigDecimal b, Decimals decimals) {
    int digits = decimals.context().getPrecision() - SPARE_DIGITS;
    BigDecimal difference = a.subtract(b, decimals.context()).abs();
    return difference.compareTo(a.abs().scaleByPowerOfTen(-digits)) <= 0;
  }

  /** u = g + (dT/dtheta)^T u; g is what the results have received, u what the image receives. */
  private static int sweepUntilConverged(
      Recording step, Scalars at, Scalars image, Scalars results, Decimals decimals) {
    BigDecimal[] previous = new BigDecimal[image.entries().length];
    for (int t = 0; t < MOST_STEPS; t++) {
      BigDecimal[] back = new BigDecimal[previous.length];
      double[] backBounds = new double[previous.length];
      for (int i = 0; i < previous.length; i++) {
        Scalar leaf = at.entries()[i];
        back[i] = leaf.gradient == null ? BigDecimal.ZERO : leaf.gradient;
        backBounds[i] = leaf.gradientBound;
      }
      step.clearGradients();
      boolean done = t > 0;
      for (int i = 0; i < previous.length; i++) {
        Scalar to = image.entries()[i];
        Scalar result = results.entries()[i];
        to.receive(back[i], backBounds[i], decimals);
        if (result.gradient != null) {
          to.receive(result.gradient, result.gradientBound, decimals);
        }
        done = done && agree(to.gradient, previous[i], decimals);
        previous[i] = to.gradient;
      }
      step.sweep();
      if (done) {
        return t;
      }
    }
    throw new ArithmeticException("no adjoint after " + MOST_STEPS + " sweeps");
  }

  private static void deliver(Scalars from, Scalars to, Decimals decimals) {
    for (int i = 0; i < from.entries().length; i++) {
      Scalar leaf = from.entries()[i];
      Scalar input = to.entries()[i];
      if (leaf.gradient != null && !input.isConstant()) {
        input.receive(leaf.gradient, leaf.gradientBound, decimals);
      }
    }
  }
}
