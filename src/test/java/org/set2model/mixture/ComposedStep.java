package org.set2model.mixture;

import static org.set2model.mixture.Primitive.add;
import static org.set2model.mixture.Primitive.divide;
import static org.set2model.mixture.Primitive.exp;
import static org.set2model.mixture.Primitive.log;
import static org.set2model.mixture.Primitive.multiply;
import static org.set2model.mixture.Primitive.ones;
import static org.set2model.mixture.Primitive.plus;
import static org.set2model.mixture.Primitive.product;
import static org.set2model.mixture.Primitive.subtract;
import static org.set2model.mixture.Primitive.times;
import static org.set2model.mixture.Primitive.transpose;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;

/**
 * One step of expectation maximization composed of primitives on the tape, by the lines (1)-(6) of
 * the derivation, so that the tape differentiates every dependence, that of the variances on the
 * means included.
 */
final class ComposedStep {

  private final Variable[] in;
  private final Covariance covariance;
  private final int size;
  private final int dimensions;
  private final int components;

  private ComposedStep(Variable[] in, Covariance covariance) {
    this.in = in;
    this.covariance = covariance;
    size = in[RandomFit.POINTS].rows();
    dimensions = in[RandomFit.POINTS].columns();
    components = in[RandomFit.THETA].rows();
  }

  /** theta', from the nine inputs of a step. */
  static Variable of(Covariance covariance, Variable... in) {
    return new ComposedStep(in, covariance).next();
  }

  private Variable next() {
    Variable logJoint = product(component(0), unit(components, 0, true));
    for (int k = 1; k < components; k++) {
      logJoint = add(logJoint, product(component(k), unit(components, k, true)));
    }
    // Subtracting a constant per point changes no ratio.
    DMatrixRMaj largest = new DMatrixRMaj(size, 1);
    for (int n = 0; n < size; n++) {
      largest.data[n] = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < components; k++) {
        largest.data[n] = Math.max(largest.data[n], logJoint.value().get(n, k));
      }
    }
    Variable joint =
        exp(subtract(logJoint, product(Variable.constant(largest), ones(1, components))));
    Variable density = product(joint, ones(components, 1));
    Variable r = divide(joint, product(density, ones(1, components)));
    Variable c = multiply(product(in[RandomFit.WEIGHTS], ones(1, components)), r);
    Variable mass = product(transpose(c), ones(size, 1));
    return packed(weights(mass), means(c, mass), c, mass);
  }

  /** {@code log w_k + l_nk}, N x 1. */
  private Variable component(int k) {
    Variable row = product(unit(components, k, true), in[RandomFit.THETA]);
    Variable mean = product(row, selector(1, dimensions));
    Variable variance = product(row, selector(1 + dimensions, dimensions));
    Variable weight = product(row, selector(0, 1));
    Variable d = subtract(in[RandomFit.POINTS], product(ones(size, 1), mean));
    Variable squares = divide(multiply(d, d), product(ones(size, 1), variance));
    Variable logs = product(plus(log(variance), Math.log(2 * Math.PI)), ones(dimensions, 1));
    Variable quadratic = product(squares, ones(dimensions, 1));
    Variable constant = add(log(weight), times(logs, -0.5));
    return add(times(quadratic, -0.5), product(ones(size, 1), constant));
  }

  private Variable weights(Variable mass) {
    Variable alpha = in[RandomFit.ALPHA];
    Variable numerator = add(mass, product(ones(components, 1), alpha));
    Variable total = add(product(ones(1, size), in[RandomFit.WEIGHTS]), times(alpha, components));
    return divide(numerator, product(ones(components, 1), total));
  }

  private Variable means(Variable c, Variable mass) {
    Variable kappa = in[RandomFit.KAPPA];
    Variable prior = product(ones(components, 1), product(kappa, in[RandomFit.PRIOR_MEAN]));
    Variable sum = add(product(transpose(c), in[RandomFit.POINTS]), prior);
    return divide(sum, wide(add(mass, product(ones(components, 1), kappa))));
  }

  private Variable packed(Variable weights, Variable means, Variable c, Variable mass) {
    Variable kappa = in[RandomFit.KAPPA];
    Variable nu = in[RandomFit.NU];
    Variable result = product(weights, unit(1 + 2 * dimensions, 0, true));
    result = add(result, product(means, transpose(selector(1, dimensions))));
    for (int k = 0; k < components; k++) {
      Variable mean = product(unit(components, k, true), means);
      Variable d = subtract(in[RandomFit.POINTS], product(ones(size, 1), mean));
      Variable share = product(c, unit(components, k, false));
      Variable offset = subtract(mean, in[RandomFit.PRIOR_MEAN]);
      Variable squares = product(transpose(share), multiply(d, d));
      squares = add(squares, product(kappa, multiply(offset, offset)));
      squares = add(squares, product(nu, in[RandomFit.PRIOR_VARIANCE]));
      Variable total = add(product(unit(components, k, true), mass), nu);
      Variable v = divide(squares, product(total, ones(1, dimensions)));
      if (covariance == Covariance.SPHERICAL) {
        v = times(product(product(v, ones(dimensions, 1)), ones(1, dimensions)), 1.0 / dimensions);
      }
      Variable variance = add(v, product(in[RandomFit.FLOOR], ones(1, dimensions)));
      Variable placed = product(variance, transpose(selector(1 + dimensions, dimensions)));
      result = add(result, product(unit(components, k, false), placed));
    }
    return result;
  }

  private Variable wide(Variable column) {
    return product(column, ones(1, dimensions));
  }

  /** The unit vector k as a row or a column. */
  private static Variable unit(int length, int k, boolean row) {
    var unit = row ? new DMatrixRMaj(1, length) : new DMatrixRMaj(length, 1);
    unit.data[k] = 1;
    return Variable.constant(unit);
  }

  /** (1+2D) x count, picks columns from {@code first} on. */
  private Variable selector(int first, int count) {
    var selector = new DMatrixRMaj(1 + 2 * dimensions, count);
    for (int i = 0; i < count; i++) {
      selector.set(first + i, i, 1);
    }
    return Variable.constant(selector);
  }
}
