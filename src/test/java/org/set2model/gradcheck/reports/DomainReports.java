package org.set2model.gradcheck.reports;

import static org.set2model.gradcheck.reports.PublicReport.Claim.RIGHT;
import static org.set2model.gradcheck.reports.StepReports.column;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** Functions that are defined on a part of space only. */
final class DomainReports {

  private DomainReports() {}

  static List<PublicReport> all() {
    return List.of(besideTheBoundary(), domainThatIsNotTold(), symmetricMatrix());
  }

  /**
   * The log-density of a gamma distribution of shape 2.3 and scale 1.7: <a
   * href="https://github.com/JuliaStats/StatsFuns.jl/pull/215">StatsFuns.jl 215</a>.
   */
  private static PublicReport besideTheBoundary() {
    ToDoubleFunction<DMatrixRMaj> logDensity = x -> 1.3 * logarithm(x.data[0]) - x.data[0] / 1.7;
    DMatrixRMaj x = column(0.04);
    DMatrixRMaj gradient = column(1.3 / 0.04 - 1 / 1.7);
    return new PublicReport(
        "StatsFuns.jl 215",
        "https://github.com/JuliaStats/StatsFuns.jl/pull/215",
        "log-density of a gamma distribution at 0.04 (ours)",
        RIGHT,
        "throws, as its step of up to 0.09 leaves the domain",
        Verdict.AGREE,
        "the domain is told as `Domain.positive()`, and steps stay in it",
        () ->
            GradientCheck.of(
                    in -> logDensity.applyAsDouble(in[0]), Argument.in(Domain.positive(), "x", x))
                .check(gradient),
        Optional.of(
            () -> CustomaryCheck.central(0.09, 1e-9, 1e-9).accepts(logDensity, x, gradient)));
  }

  /** <a href="https://github.com/chalk-lab/Mooncake.jl/issues/765">Mooncake.jl 765</a>. */
  private static PublicReport domainThatIsNotTold() {
    ToDoubleFunction<DMatrixRMaj> function =
        x -> Math.sqrt(x.data[0]) * logarithm(x.data[0]) + x.data[0] * logarithm(x.data[1]);
    DMatrixRMaj x = column(1e-3, 0.4);
    DMatrixRMaj gradient =
        column((0.5 * Math.log(1e-3) + 1) / Math.sqrt(1e-3) + Math.log(0.4), 1e-3 / 0.4);
    return new PublicReport(
        "Mooncake.jl 765",
        "https://github.com/chalk-lab/Mooncake.jl/issues/765",
        "sqrt x_1 log x_1 + x_1 log x_2 at (0.001, 0.4), which throws elsewhere (ours)",
        RIGHT,
        "throws, with no way to restrict its steps",
        Verdict.AGREE,
        "an `IllegalArgumentException` says where the function ends, and steps shrink",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-2, 1e-5, 1e-3).accepts(function, x, gradient)));
  }

  /**
   * The log-determinant by a Cholesky factor that reads the lower triangle: <a
   * href="https://github.com/pytorch/pytorch/pull/19116">pytorch 19116</a>.
   */
  private static PublicReport symmetricMatrix() {
    DMatrixRMaj x =
        new DMatrixRMaj(new double[][] {{2, 0.3, 0.1}, {0.3, 1.5, -0.4}, {0.1, -0.4, 1.1}});
    DMatrixRMaj gradient = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.invert(x, gradient);
    return new PublicReport(
        "pytorch 19116",
        "https://github.com/pytorch/pytorch/pull/19116",
        "log-determinant of a symmetric matrix by its lower triangle (ours)",
        RIGHT,
        "refused: entries are moved one by one, off the symmetric matrices",
        Verdict.AGREE,
        "`Domain.symmetric()` moves both entries of a pair",
        () ->
            GradientCheck.of(in -> logDeterminant(in[0]), Argument.in(Domain.symmetric(), "x", x))
                .check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 1e-5, 1e-3)
                    .accepts(DomainReports::logDeterminant, x, gradient)));
  }

  private static double logarithm(double x) {
    if (!(x > 0)) {
      throw new IllegalArgumentException("argument of the logarithm (" + x + ") must be > 0");
    }
    return Math.log(x);
  }

  private static double logDeterminant(DMatrixRMaj x) {
    int size = x.numRows;
    double[][] factor = new double[size][size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = x.get(i, j);
        for (int k = 0; k < j; k++) {
          rest -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
      }
      sum += 2 * logarithm(factor[i][i]);
    }
    return sum;
  }
}
