package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

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

  /** The tangents of a pair, and how far both can be followed to both sides. */
  private record Way(DMatrixRMaj[] sum, DMatrixRMaj[] difference, double room) {}

  private final ToDoubleFunction<DMatrixRMaj[]> function;
  private final Directions directions;
  private final List<Way> ways = new ArrayList<>();
  private final double base;
  private int evaluations;

  private SecondDifferences(ToDoubleFunction<DMatrixRMaj[]> function, Directions directions) {
    this.function = function;
    this.directions = directions;
    base = value(directions.inputs(0, null));
  }

  /**
   * Checks claims about pairs of directions. A pair that has no room on one side is left out.
   *
   * @return a report with a finding for each pair, and no places
   */
  static Report check(
      ToDoubleFunction<DMatrixRMaj[]> function,
      List<Argument> arguments,
      Directions directions,
      List<Pair> pairs,
      Options options) {
    var differences = new SecondDifferences(function, directions);
    List<Pair> checked = new ArrayList<>();
    for (Pair pair : pairs) {
      if (differences.add(pair)) {
        checked.add(pair);
      }
    }
    return differences.report(checked, arguments, options);
  }

  private boolean add(Pair pair) {
    double room = room(pair.sum);
    if (pair.difference != null) {
      room = Math.min(room, room(pair.difference));
    }
    if (room > 0) {
      ways.add(
          new Way(
              directions.tangent(pair.sum),
              pair.difference == null ? null : directions.tangent(pair.difference),
              room));
    }
    return room > 0;
  }

  private double room(double[] coefficients) {
    return Math.min(directions.room(coefficients, -1), directions.room(coefficients, 1));
  }

  private Report report(List<Pair> pairs, List<Argument> arguments, Options options) {
    List<Argument> squares = new ArrayList<>();
    DMatrixRMaj[] claimed = new DMatrixRMaj[pairs.size()];
    DMatrixRMaj weights = new DMatrixRMaj(ROWS * pairs.size(), 1);
    for (int p = 0; p < pairs.size(); p++) {
      Pair pair = pairs.get(p);
      double room = ways.get(p).room;
      squares.add(
          Argument.in(Domain.box(0, room * room), Integer.toString(p), new DMatrixRMaj(1, 1)));
      claimed[p] = new DMatrixRMaj(1, 1, true, pair.claimed);
      weights.data[ROWS * p] = pair.difference == null ? 2 : 0.5;
      weights.data[ROWS * p + 1] = pair.difference == null ? 0 : -0.5;
    }
    Report report =
        JacobianChecks.check(this::evenParts, weights, squares, options.branches(null), claimed);
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      Pair pair =
          finding.place().map(place -> pairs.get(Integer.parseInt(place.argument()))).orElse(null);
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

  private DMatrixRMaj evenParts(DMatrixRMaj[] squares) {
    DMatrixRMaj parts = new DMatrixRMaj(ROWS * ways.size(), 1);
    for (int p = 0; p < ways.size(); p++) {
      double step = Math.sqrt(squares[p].data[0]);
      parts.data[ROWS * p] = evenPart(ways.get(p).sum, step);
      parts.data[ROWS * p + 1] = evenPart(ways.get(p).difference, step);
    }
    return parts;
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
