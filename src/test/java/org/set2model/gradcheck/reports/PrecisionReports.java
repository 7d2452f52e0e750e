package org.set2model.gradcheck.reports;

import static org.set2model.gradcheck.reports.PublicReport.Claim.RIGHT;
import static org.set2model.gradcheck.reports.PublicReport.Claim.WRONG;
import static org.set2model.gradcheck.reports.StepReports.column;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;

/** Functions that are coarser than a double: single and half precision, and iterative solvers. */
final class PrecisionReports {

  private static final double SINGLE = 0x1p-24;
  private static final double HALF = 0x1p-11;

  private PrecisionReports() {}

  static List<PublicReport> all() {
    return List.of(
        singleLinearLayer(),
        singleSine(),
        singleInnerProduct(),
        half(RIGHT),
        half(WRONG),
        bisection(),
        largeInputOfASolver(),
        solver(RIGHT),
        solver(WRONG),
        smallParameterOfASolver(),
        tinyEntry(),
        smallResidualEntry());
  }

  /** <a href="https://github.com/pytorch/pytorch/issues/5351">pytorch 5351</a>. */
  private static PublicReport singleLinearLayer() {
    float first = -0.3512f;
    float second = 0.2667f;
    ToDoubleFunction<DMatrixRMaj> layer =
        x -> first * (float) x.data[0] + second * (float) x.data[1] + 0.5731f;
    DMatrixRMaj x = column(0.2961f, 0.5166f);
    DMatrixRMaj gradient = column(first, second);
    return new PublicReport(
        "pytorch 5351",
        "https://github.com/pytorch/pytorch/issues/5351",
        "linear layer of 2 inputs in single precision (ours)",
        RIGHT,
        "-0.3576 by differences, -0.3512 claimed",
        Verdict.AGREE,
        "values move in units of 6e-8, the step is 1e-6; steps here are told the precision",
        () ->
            GradientCheck.of(layer, x)
                .functionAccurateTo(SINGLE)
                .claimAccurateTo(SINGLE)
                .check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-6, 1e-3, 1e-3).accepts(layer, x, gradient)));
  }

  /**
   * <a href="https://github.com/JuliaDiff/ChainRulesTestUtils.jl/issues/285">ChainRulesTestUtils.jl
   * 285</a>.
   */
  private static PublicReport singleSine() {
    ToDoubleFunction<DMatrixRMaj> sine = x -> (float) Math.sin((float) x.data[0]);
    DMatrixRMaj x = column(0.6f);
    DMatrixRMaj gradient = column((float) Math.cos(0.6f));
    return new PublicReport(
        "ChainRulesTestUtils.jl 285",
        "https://github.com/JuliaDiff/ChainRulesTestUtils.jl/issues/285",
        "sin x in single precision",
        RIGHT,
        "refused: the tolerance is 1e-9 whatever the precision",
        Verdict.UNRESOLVED,
        "differences of a sine in single precision exclude an error of 1.1e-5 here, not of 1e-5",
        () ->
            GradientCheck.of(sine, x)
                .functionAccurateTo(SINGLE)
                .claimAccurateTo(SINGLE)
                .check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-2, 1e-9, 1e-9).accepts(sine, x, gradient)));
  }

  /** <a href="https://github.com/PaddlePaddle/Paddle/issues/4283">Paddle 4283</a>. */
  private static PublicReport singleInnerProduct() {
    int size = 200;
    var random = new SplittableRandom(4283);
    DMatrixRMaj x = new DMatrixRMaj(size, 1);
    DMatrixRMaj y = new DMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      x.data[i] = (float) random.nextDouble();
      y.data[i] = (float) random.nextDouble();
    }
    ToDoubleFunction<DMatrixRMaj> product =
        point -> {
          float sum = 0;
          for (int i = 0; i < size; i++) {
            sum += (float) point.data[i] * (float) y.data[i];
          }
          return sum;
        };
    return new PublicReport(
        "Paddle 4283",
        "https://github.com/PaddlePaddle/Paddle/issues/4283",
        "x . y of 200 entries in single precision",
        RIGHT,
        "large relative errors, whatever the step",
        Verdict.AGREE,
        "steps as large as a linear function allows leave the rounding behind",
        () ->
            GradientCheck.of(product, x)
                .functionAccurateTo(SINGLE)
                .claimAccurateTo(SINGLE)
                .check(y),
        Optional.of(() -> CustomaryCheck.central(1e-5, 0, 1e-2).accepts(product, x, y)));
  }

  /** <a href="https://github.com/jax-ml/jax/pull/39821">jax 39821</a>. */
  private static PublicReport half(PublicReport.Claim claim) {
    ToDoubleFunction<DMatrixRMaj> tangent = x -> toHalf(Math.tanh(toHalf(x.data[0])));
    double point = toHalf(0.7);
    DMatrixRMaj x = column(point);
    double slope = toHalf(1 - Math.tanh(point) * Math.tanh(point));
    DMatrixRMaj gradient = column(claim == RIGHT ? slope : 0);
    return new PublicReport(
        "jax 39821",
        "https://github.com/jax-ml/jax/pull/39821",
        "tanh x in half precision" + (claim == RIGHT ? "" : ", 0 claimed"),
        claim,
        claim == RIGHT
            ? "the derivative is exactly 0 by differences, so right ones fail"
            : "the derivative is exactly 0 by differences, so 0 would pass",
        Verdict.UNRESOLVED,
        claim == RIGHT
            ? "11 bits do not verify 1e-5"
            : "larger steps see a slope of .63, but the entry is too coarse to refute 0",
        () ->
            GradientCheck.of(tangent, x)
                .functionAccurateTo(HALF)
                .claimAccurateTo(HALF)
                .check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-4, 1e-2, 1e-2).accepts(tangent, x, gradient)));
  }

  /**
   * The root of y^3 + y = x: <a
   * href="https://github.com/JuliaDiff/FiniteDifferences.jl/issues/170">FiniteDifferences.jl
   * 170</a>.
   */
  private static PublicReport bisection() {
    ToDoubleFunction<DMatrixRMaj> root = x -> root(x.data[0], 1e-8);
    DMatrixRMaj x = column(1.7);
    double y = root(1.7, 0);
    DMatrixRMaj gradient = column(1 / (3 * y * y + 1));
    return new PublicReport(
        "FiniteDifferences.jl 170",
        "https://github.com/JuliaDiff/FiniteDifferences.jl/issues/170",
        "the root of y^3 + y = x by bisection to 1e-8 (ours)",
        RIGHT,
        "off by a factor of 5 to 10, now and then",
        Verdict.AGREE,
        "a staircase: equal values count as rounding, not as a slope of 0",
        () -> GradientCheck.of(root, x).functionAccurateTo(1e-8).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-8, 1e-5, 1e-1).accepts(root, x, gradient)));
  }

  /**
   * A drag coefficient of 2e4 beside a temperature of 1: <a
   * href="https://github.com/pasteurlabs/tesseract-core/pull/713">tesseract-core 713</a>.
   */
  private static PublicReport largeInputOfASolver() {
    ToDoubleFunction<DMatrixRMaj[]> flow =
        in -> {
          double sum = 0;
          for (int i = 0; i < in[0].getNumElements(); i++) {
            sum += in[1].data[i] / (1 + in[0].data[i] / 1e4);
          }
          return solved(sum, 1e-9, in);
        };
    DMatrixRMaj drag = column(2.1e4, 1.8e4, 2.4e4, 1.6e4);
    DMatrixRMaj temperature = column(0.9, 1.2, 1.1, 0.7);
    DMatrixRMaj byDrag = drag.createLike();
    DMatrixRMaj byTemperature = drag.createLike();
    for (int i = 0; i < 4; i++) {
      byTemperature.data[i] = 1 / (1 + drag.data[i] / 1e4);
      byDrag.data[i] = -temperature.data[i] * byTemperature.data[i] * byTemperature.data[i] / 1e4;
    }
    return new PublicReport(
        "tesseract-core 713",
        "https://github.com/pasteurlabs/tesseract-core/pull/713",
        "a flow solved to 1e-9, inputs of 2e4 and 1 (ours)",
        RIGHT,
        "400 failures in 400 checks",
        Verdict.AGREE,
        "one absolute step of 1e-6 for both is 5e-11 of the drag; steps here are per entry",
        () ->
            GradientCheck.of(
                    flow, Argument.of("drag", drag), Argument.of("temperature", temperature))
                .check(byDrag, byTemperature),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 0, 0.1)
                    .accepts(
                        y -> flow.applyAsDouble(new DMatrixRMaj[] {y, temperature}),
                        drag,
                        byDrag)));
  }

  /**
   * <a href="https://github.com/pasteurlabs/tesseract-core/issues/740">tesseract-core 740</a>, a
   * right gradient and one that is 3 % off in one term.
   */
  private static PublicReport solver(PublicReport.Claim claim) {
    ToDoubleFunction<DMatrixRMaj> functional =
        x -> solved(x.data[0] * x.data[1] + Math.exp(x.data[2]), 1e-9, x);
    DMatrixRMaj x = column(0.8, 1.3, 0.4);
    DMatrixRMaj gradient = column(1.3, 0.8, Math.exp(0.4) * (claim == RIGHT ? 1 : 1.03));
    return new PublicReport(
        "tesseract-core 740",
        "https://github.com/pasteurlabs/tesseract-core/issues/740",
        "a functional solved to 1e-9" + (claim == RIGHT ? "" : ", 3 % off in one term") + " (ours)",
        claim,
        claim == RIGHT
            ? "fails with steps of 1e-9 and less at a tolerance of 10 %"
            : "would pass at the same tolerance of 10 %",
        claim == RIGHT ? Verdict.AGREE : Verdict.DISAGREE,
        claim == RIGHT
            ? "rounding is measured and steps are chosen by it"
            : "the tolerance follows from the function, here 1e-8",
        () -> GradientCheck.of(functional, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(claim == RIGHT ? 1e-10 : 1e-4, 0, 0.1)
                    .accepts(functional, x, gradient)));
  }

  /** <a href="https://github.com/AMICI-dev/AMICI/issues/3078">AMICI 3078</a>. */
  private static PublicReport smallParameterOfASolver() {
    ToDoubleFunction<DMatrixRMaj> likelihood =
        x -> solved(300 + 872.68 * x.data[0] + 7 * Math.log(x.data[1]), 1e-10, x);
    DMatrixRMaj x = column(1.2e-4, 2e5);
    DMatrixRMaj gradient = column(872.68, 7 / 2e5);
    return new PublicReport(
        "AMICI 3078",
        "https://github.com/AMICI-dev/AMICI/issues/3078",
        "a likelihood solved to 1e-10, parameters of 1.2e-4 and 2e5 (ours)",
        RIGHT,
        "860.83 by differences, 872.68 claimed",
        Verdict.AGREE,
        "small steps that agree with each other were averaged in; an error estimate weights them",
        () -> GradientCheck.of(likelihood, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-5, 0, 1e-2)
                    .inUnitsOfTheEntry()
                    .accepts(likelihood, x, gradient)));
  }

  /** <a href="https://github.com/karpathy/neuraltalk/issues/19">neuraltalk 19</a>. */
  private static PublicReport tinyEntry() {
    ToDoubleFunction<DMatrixRMaj> cost =
        x ->
            Math.log1p(Math.exp(x.data[0]))
                + x.data[1] * x.data[1]
                + 3e-12 * Math.sin(x.data[2]) / Math.cos(0.1);
    DMatrixRMaj x = column(0.4, 1.2, 0.1);
    DMatrixRMaj gradient = column(1 / (1 + Math.exp(-0.4)), 2.4, 3e-12);
    return new PublicReport(
        "neuraltalk 19",
        "https://github.com/karpathy/neuraltalk/issues/19",
        "a cost with one derivative of 3e-12 among ordinary ones (ours)",
        RIGHT,
        "exactly 0 by differences: a warning of small values",
        Verdict.UNRESOLVED,
        "it can change a cost of 2 by 3e-12 at most, in units of 4e-16: no difference verifies 1e-5",
        () -> GradientCheck.of(cost, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-5, 0, 1e-2).accepts(cost, x, gradient)));
  }

  /**
   * A pixel coordinate of 64 less its observation: <a
   * href="https://github.com/ceres-solver/ceres-solver/issues/225">ceres-solver 225</a>.
   */
  private static PublicReport smallResidualEntry() {
    double small = 7.10922e-8;
    ToDoubleFunction<DMatrixRMaj> residual =
        x -> 64 + Math.sin(x.data[0]) + small * x.data[1] - 64.2;
    DMatrixRMaj x = column(0.857, 0.263672);
    DMatrixRMaj gradient = column(Math.cos(0.857), small);
    return new PublicReport(
        "ceres-solver 225",
        "https://github.com/ceres-solver/ceres-solver/issues/225",
        "a reprojection residual with an entry of 7.1e-8 (ours)",
        RIGHT,
        "2.7e-8 by differences: relative error 0.62",
        Verdict.AGREE,
        "rounding of the pixels over a step of 3e-7 is as large as the entry",
        () -> GradientCheck.of(residual, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 0, 0.1)
                    .inUnitsOfTheEntry()
                    .accepts(residual, x, gradient)));
  }

  /** A value as a solver returns it, with an error that depends on every bit of the arguments. */
  private static double solved(double value, double tolerance, DMatrixRMaj... arguments) {
    long bits = 0;
    for (DMatrixRMaj argument : arguments) {
      bits = 31 * bits + Arrays.hashCode(argument.data) * 0x9E3779B97F4A7C15L;
    }
    return value * (1 + tolerance * new SplittableRandom(bits).nextDouble(-1, 1));
  }

  /** The root of y^3 + y = x in (0, 2), halved down to a width. */
  private static double root(double x, double width) {
    double lower = 0;
    double upper = 2;
    double middle = 1;
    while (upper - lower > width && middle > lower && middle < upper) {
      if (middle * middle * middle + middle < x) {
        lower = middle;
      } else {
        upper = middle;
      }
      middle = (lower + upper) / 2;
    }
    return middle;
  }

  /** The nearest number of 11 binary digits. */
  private static double toHalf(double x) {
    int exponent = Math.getExponent(x) - 10;
    return Math.scalb(Math.rint(Math.scalb(x, -exponent)), exponent);
  }
}
