package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.gradcheck.argument.Argument;

/** A function of a column with a column as its value, at a point, and its Jacobian there. */
record KnownJacobian(
    String name, UnaryOperator<DMatrixRMaj> function, DMatrixRMaj x, DMatrixRMaj jacobian) {

  /** A function and derivative of one number. */
  private interface Scalar {
    double of(double t);
  }

  /** Families of their own, followed by the gradients of {@link KnownHessian}. */
  static final int FAMILIES = 6 + KnownHessian.FAMILIES;

  JacobianVectorCheck check() {
    return JacobianVectorCheck.of(in -> function.apply(in[0]), Argument.of("x", x));
  }

  Report check(DMatrixRMaj claimed, long seed) {
    return check().seed(seed).check((in, v) -> CommonOps_DDRM.mult(claimed, v[0], null));
  }

  static KnownJacobian of(int family, int inputs, int outputs, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj w = KnownGradient.gaussian(outputs, inputs, random);
    DMatrixRMaj v = KnownGradient.gaussian(inputs, inputs, random);
    DMatrixRMaj x = KnownGradient.gaussian(inputs, 1, random);
    return switch (family) {
      case 0 -> new KnownJacobian("linear", y -> CommonOps_DDRM.mult(w, y, null), x, w);
      case 1 -> layers("sine of sines", w, v, x, Math::sin, Math::cos, 1);
      case 2 -> layers("exponentials of sines", w, v, x, Math::exp, Math::exp, 1);
      case 3 -> layers("sines on offsets of 1e3", w, v, x, Math::sin, Math::cos, 1e3);
      case 4 -> softmax(w, x);
      case 5 -> illScaled(w, x, random);
      default -> gradientOf(KnownHessian.of(family - 6, inputs, seed));
    };
  }

  /** {@code offset + f(W sin(V x))}, where the offset is 0 if it is 1. */
  private static KnownJacobian layers(
      String name,
      DMatrixRMaj w,
      DMatrixRMaj v,
      DMatrixRMaj x,
      Scalar f,
      Scalar derivative,
      double offset) {
    UnaryOperator<DMatrixRMaj> inner =
        y -> CommonOps_DDRM.mult(w, each(CommonOps_DDRM.mult(v, y, null), Math::sin), null);
    DMatrixRMaj slopes = each(CommonOps_DDRM.mult(v, x, null), Math::cos);
    DMatrixRMaj between = v.copy();
    CommonOps_DDRM.multRows(slopes.data, between);
    DMatrixRMaj jacobian = CommonOps_DDRM.mult(w, between, null);
    CommonOps_DDRM.multRows(each(inner.apply(x), derivative).data, jacobian);
    return new KnownJacobian(
        name, y -> each(inner.apply(y), t -> offset - 1 + f.of(t)), x, jacobian);
  }

  private static KnownJacobian softmax(DMatrixRMaj w, DMatrixRMaj x) {
    UnaryOperator<DMatrixRMaj> f =
        y -> {
          DMatrixRMaj scores = CommonOps_DDRM.mult(w, y, null);
          double highest = CommonOps_DDRM.elementMax(scores);
          DMatrixRMaj p = each(scores, t -> Math.exp(t - highest));
          CommonOps_DDRM.divide(p, CommonOps_DDRM.elementSum(p));
          return p;
        };
    DMatrixRMaj p = f.apply(x);
    DMatrixRMaj mean = CommonOps_DDRM.multTransA(p, w, null);
    DMatrixRMaj jacobian = w.copy();
    for (int i = 0; i < w.numRows; i++) {
      for (int j = 0; j < w.numCols; j++) {
        jacobian.set(i, j, p.data[i] * (w.get(i, j) - mean.data[j]));
      }
    }
    return new KnownJacobian("softmax", f, x, jacobian);
  }

  /** {@code s_i tanh(sum_j w_ij x_j / t_j)} with scales s and t from 1e-6 to 1e6. */
  private static KnownJacobian illScaled(DMatrixRMaj w, DMatrixRMaj x, SplittableRandom random) {
    double[] s = new double[w.numRows];
    double[] t = new double[w.numCols];
    Arrays.setAll(s, i -> Math.pow(10, random.nextInt(-6, 7)));
    Arrays.setAll(t, j -> Math.pow(10, random.nextInt(-6, 7)));
    DMatrixRMaj scaled = w.copy();
    CommonOps_DDRM.divideCols(scaled, t);
    DMatrixRMaj point = x.copy();
    CommonOps_DDRM.multRows(t, point);
    UnaryOperator<DMatrixRMaj> f =
        y -> {
          DMatrixRMaj z = each(CommonOps_DDRM.mult(scaled, y, null), Math::tanh);
          CommonOps_DDRM.multRows(s, z);
          return z;
        };
    DMatrixRMaj jacobian = scaled.copy();
    DMatrixRMaj inner = CommonOps_DDRM.mult(scaled, point, null);
    for (int i = 0; i < w.numRows; i++) {
      double cosh = Math.cosh(inner.data[i]);
      for (int j = 0; j < w.numCols; j++) {
        jacobian.set(i, j, s[i] / cosh / cosh * scaled.get(i, j));
      }
    }
    return new KnownJacobian("ill scaled", f, point, jacobian);
  }

  /** Free of its domain, which gradients as formulas do not know. */
  private static KnownJacobian gradientOf(KnownHessian known) {
    DMatrixRMaj x = CommonOps_DDRM.transpose(flat(known.argument().value()), null);
    return new KnownJacobian(
        "gradient of " + known.name(),
        y -> new DMatrixRMaj(y.numRows, 1, true, known.gradient().apply(y.data)),
        x,
        known.right());
  }

  private static DMatrixRMaj flat(DMatrixRMaj x) {
    return new DMatrixRMaj(1, x.getNumElements(), true, x.data);
  }

  private static DMatrixRMaj each(DMatrixRMaj x, Scalar f) {
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = f.of(x.data[i]);
    }
    return y;
  }
}
