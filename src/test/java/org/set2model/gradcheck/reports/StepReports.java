package org.set2model.gradcheck.reports;

import static org.set2model.gradcheck.reports.PublicReport.Claim.RIGHT;
import static org.set2model.gradcheck.reports.PublicReport.Claim.WRONG;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.Verdict;

/** Right gradients that were refused since one step, chosen beforehand, does not fit. */
final class StepReports {

  private static final double ROOT_OF_EPSILON = Math.sqrt(Math.ulp(1.0));

  private StepReports() {}

  static List<PublicReport> all() {
    return List.of(
        centralDifferences(),
        stepThatCannotBeSet(),
        stepBelowTheRounding(RIGHT),
        stepBelowTheRounding(WRONG),
        stepLargerThanTheFunction(),
        stepThatForgetsTheScale(),
        cancellationAtZero(),
        sineUnderTheStencil(),
        sumOfManySquares(),
        offset(),
        straightLine());
  }

  /**
   * A phase of many turns, since the thread names no function: <a
   * href="https://github.com/ceres-solver/ceres-solver/issues/554">ceres-solver 554</a>.
   */
  private static PublicReport centralDifferences() {
    ToDoubleFunction<DMatrixRMaj> sine = x -> Math.sin(1000 * x.data[0]);
    DMatrixRMaj x = column(1);
    DMatrixRMaj gradient = column(1000 * Math.cos(1000));
    return new PublicReport(
        "ceres-solver 554",
        "https://github.com/ceres-solver/ceres-solver/issues/554",
        "sin(1000 x) at 1 (ours)",
        RIGHT,
        "central differences, where Ridders' method is asked for",
        Verdict.AGREE,
        "a step of 1e-6 is off by 2e-7, their threshold is 1e-8; extrapolation removes it",
        () -> GradientCheck.of(sine, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 0, 1e-8)
                    .inUnitsOfTheEntry()
                    .accepts(sine, x, gradient)));
  }

  /**
   * A residual with a branch point at a thousandth of a large coordinate: <a
   * href="https://github.com/ceres-solver/ceres-solver/issues/1206">ceres-solver 1206</a>.
   */
  private static PublicReport stepThatCannotBeSet() {
    ToDoubleFunction<DMatrixRMaj> root = x -> Math.sqrt(x.data[0] - 999);
    DMatrixRMaj x = column(1000);
    DMatrixRMaj gradient = column(0.5);
    return new PublicReport(
        "ceres-solver 1206",
        "https://github.com/ceres-solver/ceres-solver/issues/1206",
        "sqrt(x - 999) at 1000 (ours)",
        RIGHT,
        "ignores the step that the user sets and starts from its own",
        Verdict.AGREE,
        "1 % of x leaves the domain; steps here shrink until the function is finite",
        () -> GradientCheck.of(root, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-2, 0, 1e-8)
                    .inUnitsOfTheEntry()
                    .accepts(root, x, gradient)));
  }

  /** <a href="https://github.com/ceres-solver/ceres-solver/issues/121">ceres-solver 121</a>. */
  private static PublicReport stepBelowTheRounding(PublicReport.Claim claim) {
    ToDoubleFunction<DMatrixRMaj> squares =
        x -> Math.pow(x.data[0] - 3, 2) + Math.pow(x.data[1] - 2, 2);
    DMatrixRMaj x = column(1.5, 1e-16);
    DMatrixRMaj gradient = column(-3, claim == RIGHT ? -4 : 0);
    return new PublicReport(
        "ceres-solver 121",
        "https://github.com/ceres-solver/ceres-solver/issues/121",
        "(x_1 - 3)^2 + (x_2 - 2)^2 at (1.5, 1e-16)"
            + (claim == RIGHT ? "" : ", 0 claimed for x_2")
            + " (ours)",
        claim,
        claim == RIGHT ? "0 by differences, in place of -4" : "0 by differences, so 0 would pass",
        claim == RIGHT ? Verdict.AGREE : Verdict.DISAGREE,
        "a step in proportion to 1e-16 moves nothing; a small entry need not have a small scale",
        () -> GradientCheck.of(squares, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 1e-9, 1e-2)
                    .inUnitsOfTheEntry()
                    .accepts(squares, x, gradient)));
  }

  /** <a href="https://github.com/climate-analytics-lab/jax-gcm/pull/847">jax-gcm 847</a>. */
  private static PublicReport stepThatForgetsTheScale() {
    ToDoubleFunction<DMatrixRMaj> function = x -> Math.log(x.data[0]) * x.data[1];
    DMatrixRMaj x = column(1e-22, 1.3);
    DMatrixRMaj gradient = column(1.3e22, Math.log(1e-22));
    return new PublicReport(
        "jax-gcm 847",
        "https://github.com/climate-analytics-lab/jax-gcm/pull/847",
        "x_2 log x_1 at (1e-22, 1.3) (ours)",
        RIGHT,
        "below 1e-19 a relative step turns into an absolute one, 1e19 times the entry",
        Verdict.AGREE,
        "the size of an entry is never squared, and larger steps have to earn their place",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-3, 1e-5, 1e-2).accepts(function, x, gradient)));
  }

  /** <a href="https://github.com/JuliaMath/Calculus.jl/issues/132">Calculus.jl 132</a>. */
  private static PublicReport stepLargerThanTheFunction() {
    double half = 1.4424183196362515e-9;
    ToDoubleFunction<DMatrixRMaj> saturation = x -> x.data[0] / (x.data[0] + half);
    DMatrixRMaj x = column(2e-8);
    DMatrixRMaj gradient = column(half / ((2e-8 + half) * (2e-8 + half)));
    return new PublicReport(
        "Calculus.jl 132",
        "https://github.com/JuliaMath/Calculus.jl/issues/132",
        "x / (x + 1.44e-9) at 2e-8",
        RIGHT,
        "-39 by central differences, in place of 3.14e6",
        Verdict.AGREE,
        "their step is 6e-6, 300 times x; steps here start from the size of the entry",
        () -> GradientCheck.of(saturation, x).check(gradient),
        Optional.of(
            () -> CustomaryCheck.central(6.06e-6, 1e-5, 1e-3).accepts(saturation, x, gradient)));
  }

  /**
   * The derivative of sin(pi x) / (pi x), by its plain formula: <a
   * href="https://github.com/JuliaDiff/FiniteDifferences.jl/issues/124">FiniteDifferences.jl
   * 124</a>.
   */
  private static PublicReport cancellationAtZero() {
    ToDoubleFunction<DMatrixRMaj> function =
        point -> {
          double x = point.data[0];
          return x == 0 ? 0 : Math.cos(Math.PI * x) / x - Math.sin(Math.PI * x) / (Math.PI * x * x);
        };
    DMatrixRMaj x = column(0);
    DMatrixRMaj gradient = column(-Math.PI * Math.PI / 3);
    return new PublicReport(
        "FiniteDifferences.jl 124",
        "https://github.com/JuliaDiff/FiniteDifferences.jl/issues/124",
        "cos(pi x) / x - sin(pi x) / (pi x^2) at 0",
        RIGHT,
        "0 with 3 points, -3.97 with 5, in place of -3.29",
        Verdict.AGREE,
        "its rounding grows as 1 / x; large steps are the accurate ones",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(ROOT_OF_EPSILON, 1e-5, 1e-3)
                    .accepts(function, x, gradient)));
  }

  /** <a href="https://github.com/SauersML/gam/issues/2461">gam 2461</a>. */
  private static PublicReport sineUnderTheStencil() {
    double scale = 1.6647e-3;
    ToDoubleFunction<DMatrixRMaj> profile = x -> scale * Math.sin(x.data[0] / scale);
    DMatrixRMaj x = column(1);
    DMatrixRMaj gradient = column(Math.cos(1 / scale));
    return new PublicReport(
        "gam 2461",
        "https://github.com/SauersML/gam/issues/2461",
        "s sin(x / s), s = 1.66e-3, at 1",
        RIGHT,
        "an error of 0.54 %, stable in four digits, is ascribed to the gradient",
        Verdict.AGREE,
        "a stencil of 3e-4 sees sinc(0.18) of a sine's slope; agreement of more steps is required",
        () -> GradientCheck.of(profile, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(3e-4, 0, 1e-3).accepts(profile, x, gradient)));
  }

  /** <a href="https://github.com/stevengj/nlopt/issues/328">nlopt 328</a>. */
  private static PublicReport sumOfManySquares() {
    int size = 1000;
    var random = new SplittableRandom(328);
    DMatrixRMaj x = new DMatrixRMaj(size, 1);
    DMatrixRMaj center = new DMatrixRMaj(size, 1);
    DMatrixRMaj gradient = new DMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      x.data[i] = i + 1;
      center.data[i] = random.nextDouble();
      gradient.data[i] = 2 * (x.data[i] - center.data[i]);
    }
    ToDoubleFunction<DMatrixRMaj> squares =
        point -> {
          double sum = 0;
          for (int i = 0; i < size; i++) {
            double difference = point.data[i] - center.data[i];
            sum += difference * difference;
          }
          return sum;
        };
    return new PublicReport(
        "nlopt 328",
        "https://github.com/stevengj/nlopt/issues/328",
        "sum of (x_i - a_i)^2, x = 1, 2, ..., 1000",
        RIGHT,
        "72 errors; 3 with 100 variables, none with 10",
        Verdict.AGREE,
        "the sum is 3e8 and hides what a step of 1.5e-8 changes; rounding is measured here",
        () -> GradientCheck.of(squares, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.forward(ROOT_OF_EPSILON, 0, 1e-4)
                    .inUnitsOfTheEntry()
                    .accepts(squares, x, gradient)));
  }

  /** <a href="https://github.com/scipy/scipy/pull/3945">scipy 3945</a>. */
  private static PublicReport offset() {
    ToDoubleFunction<DMatrixRMaj> function =
        x -> 1e6 + Math.pow(x.data[0] - 2, 2) + Math.cos(x.data[1]);
    DMatrixRMaj x = column(3, 0.8);
    DMatrixRMaj gradient = column(2, -Math.sin(0.8));
    return new PublicReport(
        "scipy 3945",
        "https://github.com/scipy/scipy/pull/3945",
        "10^6 + (x_1 - 2)^2 + cos x_2 (ours)",
        RIGHT,
        "a fixed step of 1.5e-8, too small for several right derivatives",
        Verdict.AGREE,
        "rounding over step is 1 %; steps here are as large as truncation allows",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(
            () -> CustomaryCheck.forward(ROOT_OF_EPSILON, 0, 1e-4).accepts(function, x, gradient)));
  }

  /** <a href="https://github.com/NicolasBoumal/manopt/pull/2">manopt 2</a>. */
  private static PublicReport straightLine() {
    DMatrixRMaj gradient = column(0.3, -1.7, 2.2);
    ToDoubleFunction<DMatrixRMaj> line = x -> CustomaryCheck.dot(gradient, x);
    DMatrixRMaj x = column(1.1, 0.4, -0.9);
    return new PublicReport(
        "manopt 2",
        "https://github.com/NicolasBoumal/manopt/pull/2",
        "a linear function of 3 variables",
        RIGHT,
        "the slope of the Taylor remainder, where there is no remainder",
        Verdict.AGREE,
        "rounding has no order; the Taylor test decides only what stands out of it",
        () -> GradientCheck.of(line, x).check(gradient),
        Optional.of(
            () -> {
              double large = remainder(line, x, gradient, 1e-1);
              double small = remainder(line, x, gradient, 1e-3);
              double order = Math.log(large / small) / Math.log(100);
              return Math.abs(order - 2) < 0.5;
            }));
  }

  private static double remainder(
      ToDoubleFunction<DMatrixRMaj> function, DMatrixRMaj x, DMatrixRMaj gradient, double step) {
    DMatrixRMaj moved = column(x.data[0] + step, x.data[1] - step, x.data[2] + step);
    double rise = function.applyAsDouble(moved) - function.applyAsDouble(x);
    return Math.abs(rise - step * (gradient.data[0] - gradient.data[1] + gradient.data[2]));
  }

  static DMatrixRMaj column(double... entries) {
    return new DMatrixRMaj(entries.length, 1, true, entries);
  }
}
