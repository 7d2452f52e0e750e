package org.set2model.gradcheck.reports;

import static org.set2model.gradcheck.reports.PublicReport.Claim.RIGHT;
import static org.set2model.gradcheck.reports.PublicReport.Claim.WRONG;
import static org.set2model.gradcheck.reports.StepReports.column;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;

/** Functions with a kink or a jump at the point, or so near that a step reaches it. */
final class KinkReports {

  private KinkReports() {}

  static List<PublicReport> all() {
    return List.of(
        absoluteValueAtZero(),
        slopeBetween(),
        rectifierAtZero(),
        leakyRectifierAtZero(),
        rectifierBesideZero(),
        closeMaximum(),
        sortWithCloseEntries(),
        sortWithTwoEntriesExchanged(),
        jumpWithinTheStencil(),
        nearestNeighbors(),
        knotOfATable());
  }

  /** <a href="https://github.com/jax-ml/jax/issues/29111">jax 29111</a>. */
  private static PublicReport absoluteValueAtZero() {
    ToDoubleFunction<DMatrixRMaj> function =
        x -> Math.pow(Math.abs(x.data[0]) + Math.abs(x.data[1]), 4) + Math.exp(x.data[1]);
    DMatrixRMaj x = column(1, 0);
    DMatrixRMaj gradient = column(4, 5);
    return new PublicReport(
        "jax 29111",
        "https://github.com/jax-ml/jax/issues/29111",
        "(abs x_1 + abs x_2)^4 + exp x_2 at (1, 0)",
        RIGHT,
        "refused: the gradient of one side is none of a central difference",
        Verdict.AGREE,
        "a kink is recognized by its two slopes, and any slope between -3 and 5 is right",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-4, 1e-3, 1e-3)
                    .acceptsAlong(function, x, gradient, column(0.6, -0.8))));
  }

  /** <a href="https://github.com/climate-analytics-lab/jax-gcm/issues/813">jax-gcm 813</a>. */
  private static PublicReport slopeBetween() {
    ToDoubleFunction<DMatrixRMaj> function =
        x ->
            0.02 * Math.exp(x.data[0])
                - (x.data[0] < 0.25 ? 1.357e-7 : 2.304e-4) * (x.data[0] - 0.25);
    DMatrixRMaj x = column(0.25);
    DMatrixRMaj gradient = column(0.02 * Math.exp(0.25) - 1.079e-4);
    return new PublicReport(
        "jax-gcm 813",
        "https://github.com/climate-analytics-lab/jax-gcm/issues/813",
        "a kink with slopes of -1.4e-7 and -2.3e-4, of which -1.08e-4 is claimed (ours)",
        RIGHT,
        "6 % off the central difference; tolerance widened to 20 %",
        Verdict.AGREE,
        "any slope between is accepted; that a program should return one of the two is not known"
            + " here",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 0, 1e-2)
                    .accepts(
                        y -> function.applyAsDouble(y) - 0.02 * Math.exp(y.data[0]),
                        x,
                        column(-1.079e-4))));
  }

  /** <a href="https://github.com/tensorflow/tensorflow/issues/62429">tensorflow 62429</a>. */
  private static PublicReport rectifierAtZero() {
    DMatrixRMaj x = new DMatrixRMaj(2, 7);
    return new PublicReport(
        "tensorflow 62429",
        "https://github.com/tensorflow/tensorflow/issues/62429",
        "ReLU of 14 zeros, 0 claimed",
        RIGHT,
        "0.5 by differences, 0 claimed",
        Verdict.AGREE,
        "any slope from 0 to 1 is right",
        () ->
            VectorJacobianCheck.of(in -> leaky(in[0], 0), Argument.of("x", x))
                .check((in, upstream) -> new DMatrixRMaj[] {leaky(in[0], 0, upstream)}),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-3, 1e-4, 1e-4)
                    .accepts(y -> sum(leaky(y, 0)), x, new DMatrixRMaj(2, 7))));
  }

  /** <a href="https://github.com/tensorflow/tensorflow/issues/62436">tensorflow 62436</a>. */
  private static PublicReport leakyRectifierAtZero() {
    DMatrixRMaj x = column(0, 0);
    return new PublicReport(
        "tensorflow 62436",
        "https://github.com/tensorflow/tensorflow/issues/62436",
        "leaky ReLU of zeros, 0.2 claimed",
        RIGHT,
        "0.6 by differences, 0.2 claimed",
        Verdict.AGREE,
        "any slope from 0.2 to 1 is right",
        () ->
            VectorJacobianCheck.of(in -> leaky(in[0], 0.2), Argument.of("x", x))
                .check((in, upstream) -> new DMatrixRMaj[] {leaky(in[0], 0.2, upstream)}),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-3, 1e-4, 1e-4)
                    .accepts(y -> sum(leaky(y, 0.2)), x, column(0.2, 0.2))));
  }

  /**
   * <a href="https://github.com/JuliaDiff/FiniteDifferences.jl/issues/129">FiniteDifferences.jl
   * 129</a>.
   */
  private static PublicReport rectifierBesideZero() {
    ToDoubleFunction<DMatrixRMaj> function =
        x -> {
          double sum = 0;
          for (double entry : leaky(x, 0).data) {
            sum += entry + entry * entry;
          }
          return sum;
        };
    DMatrixRMaj x = column(0.8, -1.3, 0.004, -0.02, 2.1, 0.3);
    DMatrixRMaj gradient = column(2.6, 0, 1.008, 0, 5.2, 1.6);
    return new PublicReport(
        "FiniteDifferences.jl 129",
        "https://github.com/JuliaDiff/FiniteDifferences.jl/issues/129",
        "ReLU of random entries, one of them 0.004 (ours)",
        RIGHT,
        "off, where the grid reaches the kink",
        Verdict.AGREE,
        "where the two sides differ steps shrink until they don't",
        () -> GradientCheck.of(function, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-2, 1e-5, 1e-3).accepts(function, x, gradient)));
  }

  /**
   * <a href="https://github.com/zplizzi/tensorflow-fast-rcnn/issues/12">tensorflow-fast-rcnn
   * 12</a>.
   */
  private static PublicReport closeMaximum() {
    ToDoubleFunction<DMatrixRMaj> maximum =
        x -> Math.max(Math.max(x.data[0], x.data[1]), Math.max(x.data[2], x.data[3]));
    DMatrixRMaj x = column(1.2, 0.7, 1.1999, 0.3);
    DMatrixRMaj gradient = column(1, 0, 0, 0);
    return new PublicReport(
        "tensorflow-fast-rcnn 12",
        "https://github.com/zplizzi/tensorflow-fast-rcnn/issues/12",
        "the largest of (1.2, 0.7, 1.1999, 0.3) (ours)",
        RIGHT,
        "a slope above 0 for the second largest",
        Verdict.AGREE,
        "the gap of 1e-4 is below their step, not below ours",
        () -> GradientCheck.of(maximum, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-3, 1e-3, 1e-3).accepts(maximum, x, gradient)));
  }

  /** <a href="https://github.com/pytorch/pytorch/issues/57166">pytorch 57166</a>, slow mode. */
  private static PublicReport sortWithCloseEntries() {
    DMatrixRMaj x = randomEntries(40);
    x.data[7] = x.data[21] + 3e-7;
    x.data[30] = x.data[11] + 8e-7;
    return new PublicReport(
        "pytorch 57166",
        "https://github.com/pytorch/pytorch/issues/57166",
        "sort; some entries 3e-7 apart (ours)",
        RIGHT,
        "refused in slow mode: a step of 1e-6 changes the order",
        Verdict.AGREE,
        "steps shrink below the gap",
        () ->
            VectorJacobianCheck.of(in -> sorted(in[0]), Argument.of("x", x))
                .check(KinkReports::pullBackThroughSort),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, 1e-5, 1e-3)
                    .accepts(
                        y -> CustomaryCheck.dot(ramp(40), sorted(y)),
                        x,
                        pullBackThroughSort(new DMatrixRMaj[] {x}, ramp(40))[0])));
  }

  /**
   * <a href="https://github.com/pytorch/pytorch/issues/57166">pytorch 57166</a>, fast mode: one
   * quotient along random unit directions, with an absolute tolerance in proportion to their sums.
   */
  private static PublicReport sortWithTwoEntriesExchanged() {
    int size = 2000;
    DMatrixRMaj x = randomEntries(size);
    DMatrixRMaj upstream = unitDirection(size, 1);
    DMatrixRMaj direction = unitDirection(size, 2);
    double absolute = 1e-5 * sum(upstream) * sum(direction);
    return new PublicReport(
        "pytorch 57166",
        "https://github.com/pytorch/pytorch/issues/57166",
        "sort of 2000 entries, two of its derivatives exchanged (ours)",
        WRONG,
        "passed in fast mode: a few wrong entries of a large Jacobian vanish in one direction",
        Verdict.DISAGREE,
        "directions are weighted by the claim so that none is diluted, and followed to the entry",
        () ->
            VectorJacobianCheck.of(in -> sorted(in[0]), Argument.of("x", x))
                .check(KinkReports::pullBackWithTwoExchanged),
        Optional.of(
            () ->
                CustomaryCheck.central(1e-6, absolute, 1e-3)
                    .acceptsAlong(
                        y -> CustomaryCheck.dot(upstream, sorted(y)),
                        x,
                        pullBackWithTwoExchanged(new DMatrixRMaj[] {x}, upstream)[0],
                        direction)));
  }

  /**
   * <a href="https://github.com/JuliaDiff/FiniteDifferences.jl/issues/112">FiniteDifferences.jl
   * 112</a>.
   */
  private static PublicReport jumpWithinTheStencil() {
    ToDoubleFunction<DMatrixRMaj> ceiling = x -> Math.ceil(x.data[0]);
    DMatrixRMaj x = column(0.1);
    DMatrixRMaj gradient = column(0);
    return new PublicReport(
        "FiniteDifferences.jl 112",
        "https://github.com/JuliaDiff/FiniteDifferences.jl/issues/112",
        "ceil x at 0.1",
        RIGHT,
        "5.83 by differences, in place of 0",
        Verdict.AGREE,
        "steps in proportion to the entry stay on the step of the stair",
        () -> GradientCheck.of(ceiling, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(0.2, 1e-9, 1e-9).accepts(ceiling, x, gradient)));
  }

  /**
   * The Chamfer distance of two clouds, with a point near the middle of two others: <a
   * href="https://github.com/BVLC/caffe/issues/6814">caffe 6814</a>.
   */
  private static PublicReport nearestNeighbors() {
    double[][] fixed = {{0, 0}, {1, 0}, {0.4, 0.9}};
    ToDoubleFunction<DMatrixRMaj> distance =
        x -> {
          double sum = 0;
          for (int i = 0; i < x.numRows; i++) {
            double[] nearest = fixed[nearest(x, i, fixed)];
            sum += square(x.get(i, 0) - nearest[0]) + square(x.get(i, 1) - nearest[1]);
          }
          return sum / x.numRows;
        };
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.498, 0.1}, {0.9, 0.2}, {0.3, 0.7}});
    DMatrixRMaj gradient = new DMatrixRMaj(3, 2);
    for (int i = 0; i < 3; i++) {
      double[] nearest = fixed[nearest(x, i, fixed)];
      gradient.set(i, 0, 2 * (x.get(i, 0) - nearest[0]) / 3);
      gradient.set(i, 1, 2 * (x.get(i, 1) - nearest[1]) / 3);
    }
    return new PublicReport(
        "caffe 6814",
        "https://github.com/BVLC/caffe/issues/6814",
        "Chamfer distance to the nearest points (ours)",
        RIGHT,
        "refused, though two other libraries give the same gradient",
        Verdict.AGREE,
        "not explained there; at a step of 1e-2 another point may be the nearest, which is a kink",
        () -> GradientCheck.of(distance, x).check(gradient),
        Optional.of(() -> CustomaryCheck.central(1e-2, 1e-2, 0).accepts(distance, x, gradient)));
  }

  /**
   * Lift by linear interpolation in a table of five angles: <a
   * href="https://github.com/OpenSourceAWE/VortexStepMethod.jl/pull/292">VortexStepMethod.jl
   * 292</a>.
   */
  private static PublicReport knotOfATable() {
    double[] lift = {-0.3, 0.2, 0.75, 1.15, 1.3};
    double spacing = Math.toRadians(5);
    ToDoubleFunction<DMatrixRMaj> table =
        x -> {
          double position = x.data[0] / spacing + 1;
          int cell = Math.max(0, Math.min(3, (int) Math.floor(position)));
          return lift[cell] + (position - cell) * (lift[cell + 1] - lift[cell]);
        };
    DMatrixRMaj x = column(Math.toRadians(10 - 1e-4));
    DMatrixRMaj gradient = column((lift[3] - lift[2]) / spacing);
    return new PublicReport(
        "VortexStepMethod.jl 292",
        "https://github.com/OpenSourceAWE/VortexStepMethod.jl/pull/292",
        "a polar table with knots every 5 degrees, 1e-4 degrees beside one (ours)",
        RIGHT,
        "fails in 4 % of the runs, by up to 4 %",
        Verdict.AGREE,
        "a step of 1e-5 spans the knot and mixes two slopes; ours shrink",
        () -> GradientCheck.of(table, x).check(gradient),
        Optional.of(() -> CustomaryCheck.forward(1e-5, 0, 1e-3).accepts(table, x, gradient)));
  }

  private static DMatrixRMaj leaky(DMatrixRMaj x, double slope) {
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = x.data[i] > 0 ? x.data[i] : slope * x.data[i];
    }
    return y;
  }

  /** The product of {@link #leaky(DMatrixRMaj, double)}, with its slope on the left at 0. */
  private static DMatrixRMaj leaky(DMatrixRMaj x, double slope, DMatrixRMaj upstream) {
    DMatrixRMaj product = upstream.copy();
    for (int i = 0; i < product.getNumElements(); i++) {
      product.data[i] *= x.data[i] > 0 ? 1 : slope;
    }
    return product;
  }

  private static double sum(DMatrixRMaj x) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += x.data[i];
    }
    return sum;
  }

  private static DMatrixRMaj randomEntries(int size) {
    var random = new SplittableRandom(57166);
    DMatrixRMaj x = new DMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      x.data[i] = random.nextDouble(-1, 1);
    }
    return x;
  }

  private static DMatrixRMaj unitDirection(int size, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj direction = new DMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      direction.data[i] = random.nextDouble();
    }
    double length = Math.sqrt(CustomaryCheck.dot(direction, direction));
    for (int i = 0; i < size; i++) {
      direction.data[i] /= length;
    }
    return direction;
  }

  private static DMatrixRMaj ramp(int size) {
    DMatrixRMaj ramp = new DMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      ramp.data[i] = 1 + i;
    }
    return ramp;
  }

  private static DMatrixRMaj sorted(DMatrixRMaj x) {
    DMatrixRMaj y = x.copy();
    Arrays.sort(y.data, 0, y.getNumElements());
    return y;
  }

  private static int[] order(DMatrixRMaj x) {
    return IntStream.range(0, x.getNumElements())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> x.data[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static DMatrixRMaj[] pullBackThroughSort(DMatrixRMaj[] in, DMatrixRMaj upstream) {
    return scattered(in[0], order(in[0]), upstream);
  }

  private static DMatrixRMaj[] pullBackWithTwoExchanged(DMatrixRMaj[] in, DMatrixRMaj upstream) {
    int[] order = order(in[0]);
    int second = order[1500];
    order[1500] = order[300];
    order[300] = second;
    return scattered(in[0], order, upstream);
  }

  private static DMatrixRMaj[] scattered(DMatrixRMaj x, int[] order, DMatrixRMaj upstream) {
    DMatrixRMaj gradient = x.createLike();
    for (int rank = 0; rank < order.length; rank++) {
      gradient.data[order[rank]] = upstream.data[rank];
    }
    return new DMatrixRMaj[] {gradient};
  }

  private static int nearest(DMatrixRMaj x, int row, double[][] points) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < points.length; j++) {
      double distance = square(x.get(row, 0) - points[j][0]) + square(x.get(row, 1) - points[j][1]);
      if (distance < least) {
        least = distance;
        nearest = j;
      }
    }
    return nearest;
  }

  private static double square(double x) {
    return x * x;
  }
}
