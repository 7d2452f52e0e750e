package org.set2model.gradcheck.reports;

import static org.set2model.gradcheck.reports.PublicReport.Claim.RIGHT;
import static org.set2model.gradcheck.reports.PublicReport.Claim.WRONG;
import static org.set2model.gradcheck.reports.StepReports.column;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;

/** Comparisons that let wrong gradients pass, or compare what need not be equal. */
final class ComparisonReports {

  private ComparisonReports() {}

  static List<PublicReport> all() {
    return List.of(
        absoluteTolerance(),
        absoluteError(),
        nothingCompared(),
        oneDirection(),
        oneUpstream(),
        formulaAgainstItself(),
        resultNotRead(),
        lastBitsOfAProduct(),
        zeroOfBatchNormalization());
  }

  /** <a href="https://github.com/NVIDIA/warp/issues/508">warp 508</a>. */
  private static PublicReport absoluteTolerance() {
    double slope = 2.235e-4;
    ToDoubleFunction<DMatrixRMaj> function = x -> slope * Math.sin(x.data[0]) / Math.cos(0.3);
    DMatrixRMaj x = column(0.3);
    DMatrixRMaj claimed = column(4.840e-5);
    return new PublicReport(
        "warp 508",
        "https://github.com/NVIDIA/warp/issues/508",
        "a derivative of 2.235e-4, for which 4.840e-5 is claimed (ours)",
        WRONG,
        "passed, with a relative error of 1.6e3 printed beside it",
        Verdict.DISAGREE,
        "an absolute tolerance, added to the relative one, passes all that is small",
        () -> GradientCheck.of(function, x).check(claimed),
        Optional.of(() -> CustomaryCheck.central(1e-4, 1e-3, 1e-2).accepts(function, x, claimed)));
  }

  /** <a href="https://github.com/scipy/scipy/issues/7766">scipy 7766</a>. */
  private static PublicReport absoluteError() {
    ToDoubleFunction<DMatrixRMaj> function =
        x -> 1e-8 * (Math.pow(x.data[0], 3) + x.data[0] * x.data[1]);
    DMatrixRMaj x = column(0.9, -1.4);
    DMatrixRMaj claimed = column(-1e-8 * (3 * 0.81 - 1.4), -0.9e-8);
    return new PublicReport(
        "scipy 7766",
        "https://github.com/scipy/scipy/issues/7766",
        "a gradient of size 1e-8 with the wrong sign (ours)",
        WRONG,
        "returns the absolute error, 4e-8, which looks like rounding",
        Verdict.DISAGREE,
        "errors are relative to the entry's own size",
        () -> GradientCheck.of(function, x).check(claimed),
        Optional.of(() -> CustomaryCheck.central(1e-6, 1e-6, 0).accepts(function, x, claimed)));
  }

  /**
   * <a href="https://github.com/chainer/chainer/issues/3541">chainer 3541</a>, with the broken
   * function of its <a href="https://github.com/chainer/chainer/pull/3542">fix</a>.
   */
  private static PublicReport nothingCompared() {
    DMatrixRMaj x = column(0.4, -1.1, 2.3);
    return new PublicReport(
        "chainer 3541",
        "https://github.com/chainer/chainer/issues/3541",
        "x^2 with the product 3 x g",
        WRONG,
        "passed: inputs were miscounted, so nothing was compared",
        Verdict.DISAGREE,
        "every entry is judged and counted in the report",
        () ->
            VectorJacobianCheck.of(in -> square(in[0]), Argument.of("x", x))
                .check(
                    (in, upstream) -> {
                      DMatrixRMaj gradient = upstream.copy();
                      for (int i = 0; i < 3; i++) {
                        gradient.data[i] *= 3 * in[0].data[i];
                      }
                      return new DMatrixRMaj[] {gradient};
                    }),
        Optional.empty());
  }

  /**
   * Rows longer than 2 are scaled to that length; the product takes the factor for a constant: <a
   * href="https://github.com/pytorch/pytorch/issues/59584">pytorch 59584</a>.
   */
  private static PublicReport oneDirection() {
    DMatrixRMaj x = new DMatrixRMaj(40, 25);
    var random = new SplittableRandom(59584);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] = (i < 25 ? 1 : 0.2) * random.nextDouble(-1, 1);
    }
    DMatrixRMaj upstream = positive(40, 25, 1);
    DMatrixRMaj direction = positive(40, 25, 2);
    double absolute = 1e-5 * sum(upstream) * sum(direction);
    return new PublicReport(
        "pytorch 59584",
        "https://github.com/pytorch/pytorch/issues/59584",
        "`renorm` of 40 rows, one of them long, its factor taken for a constant (ours)",
        WRONG,
        "passed in fast mode: most of the Jacobian is 0",
        Verdict.DISAGREE,
        "entries of a direction have equal weight in f, and an absolute tolerance there is none",
        () ->
            VectorJacobianCheck.of(in -> renormalized(in[0], in[0]), Argument.of("x", x))
                .check((in, g) -> new DMatrixRMaj[] {renormalized(g, in[0])}),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, absolute, 1e-3)
                    .acceptsAlong(
                        y -> CustomaryCheck.dot(upstream, renormalized(y, y)),
                        x,
                        renormalized(upstream, x),
                        direction)));
  }

  /**
   * <a href="https://github.com/agdestein/IncompressibleNavierStokes.jl/pull/186">
   * IncompressibleNavierStokes.jl 186</a>.
   */
  private static PublicReport oneUpstream() {
    DMatrixRMaj x = column(0.3, -1.2, 0.8, 2.1, -0.4);
    return new PublicReport(
        "IncompressibleNavierStokes.jl 186",
        "https://github.com/agdestein/IncompressibleNavierStokes.jl/pull/186",
        "y = L^-1 x with the product (L^-1 y) * g, elementwise",
        WRONG,
        "passed: seeded with ones on one side and with y on the other, where the two agree",
        Verdict.DISAGREE,
        "the upstream gradient is random, and the same for product and differences",
        () ->
            VectorJacobianCheck.of(in -> poisson(in[0]), Argument.of("x", x))
                .check((in, upstream) -> new DMatrixRMaj[] {wrongPullBack(in[0], upstream)}),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 1e-6, 1e-6)
                    .accepts(
                        y -> CustomaryCheck.dot(poisson(y), poisson(y)) / 2,
                        x,
                        wrongPullBack(x, column(1, 1, 1, 1, 1)))));
  }

  /** <a href="https://github.com/JuliaDiff/ChainRules.jl/pull/74">ChainRules.jl 74</a>. */
  private static PublicReport formulaAgainstItself() {
    double length = Math.hypot(0.7, -1.9);
    return new PublicReport(
        "ChainRules.jl 74",
        "https://github.com/JuliaDiff/ChainRules.jl/pull/74",
        "hypot(x, y) with the derivatives exchanged (ours)",
        WRONG,
        "passed: the test repeated the wrong formula",
        Verdict.DISAGREE,
        "only values of the function are trusted",
        () ->
            GradientCheck.of(x -> Math.hypot(x.data[0], x.data[1]), column(0.7, -1.9))
                .check(column(-1.9 / length, 0.7 / length)),
        Optional.empty());
  }

  /** <a href="https://github.com/AMICI-dev/AMICI/issues/2511">AMICI 2511</a>. */
  private static PublicReport resultNotRead() {
    return new PublicReport(
        "AMICI 2511",
        "https://github.com/AMICI-dev/AMICI/issues/2511",
        "log(1 + x^2) + x y, a gradient that is far off (ours)",
        WRONG,
        "passed: the object was tested for truth, not its success",
        Verdict.DISAGREE,
        "a verdict has three values, and `assertAgrees` throws on two of them",
        () ->
            GradientCheck.of(
                    x -> Math.log1p(x.data[0] * x.data[0]) + x.data[0] * x.data[1],
                    column(0.6, 1.5))
                .check(column(1.5, 1.2 / 1.36)),
        Optional.empty());
  }

  /**
   * A product whose last bit depends on the order of atomic additions: <a
   * href="https://github.com/kornia/kornia/issues/555">kornia 555</a>.
   */
  private static PublicReport lastBitsOfAProduct() {
    DMatrixRMaj x = column(0.4, -1.1, 2.3);
    var calls = new AtomicInteger();
    return new PublicReport(
        "kornia 555",
        "https://github.com/kornia/kornia/issues/555",
        "x^2, a product with another last bit in every call (ours)",
        RIGHT,
        "refused as not reentrant, though it matches the differences",
        Verdict.AGREE,
        "a claim may have rounding of its own, in every call another",
        () ->
            VectorJacobianCheck.of(in -> square(in[0]), Argument.of("x", x))
                .check((in, upstream) -> new DMatrixRMaj[] {shaken(in[0], upstream, calls)}),
        Optional.of(
            () ->
                Arrays.equals(
                    shaken(x, column(1, 1, 1), calls).data,
                    shaken(x, column(1, 1, 1), calls).data)));
  }

  /**
   * With the same upstream gradient everywhere the terms of the product cancel: <a
   * href="https://github.com/HomericIntelligence/Mnemosyne/pull/987">Mnemosyne 987</a>.
   */
  private static PublicReport zeroOfBatchNormalization() {
    DMatrixRMaj x = column(0.3, -1.2, 0.8, 2.1, -0.4, 0.9);
    DMatrixRMaj ones = column(1, 1, 1, 1, 1, 1);
    return new PublicReport(
        "Mnemosyne 987",
        "https://github.com/HomericIntelligence/Mnemosyne/pull/987",
        "batch normalization of 6 entries, an upstream gradient of ones (ours)",
        RIGHT,
        "refused: what is left of the terms is rounding, on both sides",
        Verdict.AGREE,
        "with `acceptRelative()`; without it, UNRESOLVED, as 1e-17 in place of 0 has no right digit",
        () ->
            VectorJacobianCheck.of(in -> normalized(in[0]), Argument.of("x", x))
                .upstream(ones)
                .acceptRelative()
                .check((in, g) -> new DMatrixRMaj[] {pullBackThroughNormalization(in[0], g)}),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 0, 1e-2)
                    .accepts(y -> sum(normalized(y)), x, pullBackThroughNormalization(x, ones))));
  }

  private static DMatrixRMaj normalized(DMatrixRMaj x) {
    double mean = sum(x) / x.getNumElements();
    double squares = 0;
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      y.data[i] -= mean;
      squares += y.data[i] * y.data[i];
    }
    double deviation = Math.sqrt(squares / x.getNumElements());
    for (int i = 0; i < x.getNumElements(); i++) {
      y.data[i] /= deviation;
    }
    return y;
  }

  /** (g - mean g - y mean(g y)) / deviation, the deviation being dx / dy of any two entries. */
  private static DMatrixRMaj pullBackThroughNormalization(DMatrixRMaj x, DMatrixRMaj upstream) {
    int size = x.getNumElements();
    DMatrixRMaj y = normalized(x);
    double deviation = (x.data[1] - x.data[0]) / (y.data[1] - y.data[0]);
    double mean = sum(upstream) / size;
    double along = CustomaryCheck.dot(upstream, y) / size;
    DMatrixRMaj gradient = upstream.copy();
    for (int i = 0; i < size; i++) {
      gradient.data[i] = (upstream.data[i] - mean - y.data[i] * along) / deviation;
    }
    return gradient;
  }

  private static DMatrixRMaj shaken(DMatrixRMaj x, DMatrixRMaj upstream, AtomicInteger calls) {
    double factor = 2 * (calls.incrementAndGet() % 2 == 0 ? 1 : Math.nextUp(1.0));
    DMatrixRMaj gradient = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient.data[i] = factor * x.data[i] * upstream.data[i];
    }
    return gradient;
  }

  private static DMatrixRMaj square(DMatrixRMaj x) {
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      y.data[i] = x.data[i] * x.data[i];
    }
    return y;
  }

  /** Rows of y times 2 / |row of x|, where that is below 1. */
  private static DMatrixRMaj renormalized(DMatrixRMaj y, DMatrixRMaj x) {
    DMatrixRMaj result = y.copy();
    for (int row = 0; row < x.numRows; row++) {
      double squares = 0;
      for (int j = 0; j < x.numCols; j++) {
        squares += x.get(row, j) * x.get(row, j);
      }
      double factor = Math.min(1, 2 / Math.sqrt(squares));
      for (int j = 0; j < x.numCols; j++) {
        result.set(row, j, factor * y.get(row, j));
      }
    }
    return result;
  }

  private static DMatrixRMaj positive(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = random.nextDouble();
    }
    double length = Math.sqrt(CustomaryCheck.dot(matrix, matrix));
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] /= length;
    }
    return matrix;
  }

  private static double sum(DMatrixRMaj x) {
    return Arrays.stream(x.data, 0, x.getNumElements()).sum();
  }

  /** L^-1 x for the matrix of -1, 2, -1, by elimination. */
  private static DMatrixRMaj poisson(DMatrixRMaj x) {
    int size = x.getNumElements();
    double[] pivot = new double[size];
    DMatrixRMaj y = x.copy();
    pivot[0] = 2;
    for (int i = 1; i < size; i++) {
      pivot[i] = 2 - 1 / pivot[i - 1];
      y.data[i] += y.data[i - 1] / pivot[i - 1];
    }
    y.data[size - 1] /= pivot[size - 1];
    for (int i = size - 2; i >= 0; i--) {
      y.data[i] = (y.data[i] + y.data[i + 1]) / pivot[i];
    }
    return y;
  }

  private static DMatrixRMaj wrongPullBack(DMatrixRMaj x, DMatrixRMaj upstream) {
    DMatrixRMaj gradient = poisson(poisson(x));
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient.data[i] *= upstream.data[i];
    }
    return gradient;
  }
}
