package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Directions;
import org.set2model.gradcheck.argument.Domain;

/**
 * Second derivatives of a function f by differences of its values.
 *
 * <p>The even part of f along w, {@code e(h) = (f(x + h w) + f(x - h w)) / 2}, is a power series in
 * {@code h^2}: as a function of {@code tau = h^2} it has at 0 the slope {@code w^T H w / 2}, H
 * being the Hessian. So a second derivative is a first derivative on the edge of the domain {@code
 * tau >= 0}, and all that is known about those is put to use: Richardson's extrapolation, here in
 * even powers of h, the choice of steps, measured rounding, the error estimate and its
 * confirmation. For two directions
 *
 * <pre>  u^T H v = d/dtau [ e_{u+v} - e_{u-v} ] / 2,      u^T H u = d/dtau 2 e_u.</pre>
 *
 * Differences are taken of every even part by itself, so that the rounding of f is seen in each.
 */
final class SecondDifferences {

  /** Rows of the function's value that a pair takes. */
  private static final int ROWS = 2;

  /**
   * Two directions and what is claimed of them.
   *
   * @param name the pair in words
   * @param sum coefficients of u + v; of u, if both are the same
   * @param difference coefficients of u - v; null, if both are the same
   * @param claimed {@code u^T H v}
   * @param unit what to divide by to tell of it in the user's terms
   */
  record Pair(String name, double[] sum, double[] difference, double claimed, double unit) {}

  private final ToDoubleFunction<DMatrixRMaj[]> function;
  private final Directions directions;
  private final List<Pair> pairs;
  private final DMatrixRMaj[][] sums;
  private final DMatrixRMaj[][] differences;

  /** Numbers of the pairs whose directions go on for ever, and of those whose don't. */
  private final int[] unlimited;

  private final int[] limited;
  private final double base;
  private int evaluations;

  private SecondDifferences(
      ToDoubleFunction<DMatrixRMaj[]> function, Directions directions, List<Pair> pairs) {
    this.function = function;
    this.directions = directions;
    this.pairs = pairs;
    sums = new DMatrixRMaj[pairs.size()][];
    differences = new DMatrixRMaj[pairs.size()][];
    for (int p = 0; p < sums.length; p++) {
      Pair pair = pairs.get(p);
      sums[p] = directions.tangent(pair.sum);
      differences[p] = pair.difference == null ? null : directions.tangent(pair.difference);
    }
    unlimited = IntStream.range(0, sums.length).filter(p -> isUnlimited(p)).toArray();
    limited = IntStream.range(0, sums.length).filter(p -> !isUnlimited(p)).toArray();
    base = value(directions.inputs(0, null));
  }

  private boolean isUnlimited(int p) {
    return room(p) == Double.POSITIVE_INFINITY;
  }

  /** How far the directions of a pair can be followed to both sides. */
  private double room(int p) {
    Pair pair = pairs.get(p);
    double room = directions.roomOnBothSides(pair.sum);
    return pair.difference == null
        ? room
        : Math.min(room, directions.roomOnBothSides(pair.difference));
  }

  /**
   * Checks claims about pairs of directions that have room on both sides.
   *
   * @return a report with a finding for each pair, and no places
   */
  static Report check(
      ToDoubleFunction<DMatrixRMaj[]> function,
      List<Argument> arguments,
      Directions directions,
      List<Pair> pairs,
      Options options) {
    return new SecondDifferences(function, directions, pairs).report(arguments, options);
  }

  private Report report(List<Argument> arguments, Options options) {
    DMatrixRMaj weights = new DMatrixRMaj(ROWS * pairs.size(), 1);
    for (int p = 0; p < pairs.size(); p++) {
      weights.data[ROWS * p] = pairs.get(p).difference == null ? 2 : 0.5;
      weights.data[ROWS * p + 1] = pairs.get(p).difference == null ? 0 : -0.5;
    }
    List<Argument> squares = new ArrayList<>();
    List<DMatrixRMaj> claimed = new ArrayList<>();
    for (int[] part : parts()) {
      double room = IntStream.of(part).mapToDouble(this::room).min().orElseThrow();
      squares.add(
          Argument.in(
              Domain.box(0, room * room),
              Integer.toString(squares.size()),
              new DMatrixRMaj(1, part.length)));
      double[] claims = IntStream.of(part).mapToDouble(p -> pairs.get(p).claimed).toArray();
      claimed.add(new DMatrixRMaj(1, part.length, true, claims));
    }
    Report report =
        JacobianChecks.check(
            this::evenParts,
            weights,
            squares,
            options.branches(null),
            claimed.toArray(DMatrixRMaj[]::new));
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      Pair pair =
          finding
              .place()
              .map(at -> pairs.get(parts().get(Integer.parseInt(at.argument()))[at.column()]))
              .orElse(null);
      findings.add(
          JacobianChecks.restated(
              finding,
              "second difference " + (pair == null ? "along several directions" : pair.name),
              Optional.empty(),
              pair == null ? 1 : pair.unit));
    }
    return report.defect().isEmpty()
        ? Report.of(findings, report.remainderOrder(), evaluations, arguments, options)
        : Report.unfit(report.defect(), evaluations, arguments);
  }

  /** The numbers of the pairs, in the order of the arguments that carry their squared steps. */
  private List<int[]> parts() {
    return Stream.of(unlimited, limited).filter(part -> part.length > 0).toList();
  }

  private DMatrixRMaj evenParts(DMatrixRMaj[] squares) {
    DMatrixRMaj evenParts = new DMatrixRMaj(ROWS * pairs.size(), 1);
    List<int[]> parts = parts();
    for (int i = 0; i < squares.length; i++) {
      for (int column = 0; column < parts.get(i).length; column++) {
        int p = parts.get(i)[column];
        double step = Math.sqrt(squares[i].data[column]);
        evenParts.data[ROWS * p] = evenPart(sums[p], step);
        evenParts.data[ROWS * p + 1] = evenPart(differences[p], step);
      }
    }
    return evenParts;
  }

  private double evenPart(DMatrixRMaj[] tangent, double step) {
    if (tangent == null || step == 0) {
      return base;
    }
    DMatrixRMaj[][] around = directions.around(step, tangent);
    return value(around[0]) / 2 + value(around[1]) / 2;
  }

  private double value(DMatrixRMaj[] inputs) {
    evaluations++;
    return function.applyAsDouble(inputs);
  }
}
