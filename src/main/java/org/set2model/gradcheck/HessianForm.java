package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.CompensatedSum;
import org.set2model.gradcheck.argument.Directions;

/**
 * A claimed Hessian as a bilinear form on the directions of a check, {@code h_pq = t_p^T (H t_q)},
 * where a direction t moves its entries by their scale.
 */
final class HessianForm {

  /** Up to this many directions all pairs are checked by second differences. */
  private static final int ALL_PAIRS = 8;

  /** Random divisions of all directions in two, where there are more. */
  private static final int DIVISIONS = 8;

  /** Rounding in {@code h_pq}, as part of the sum of its terms' magnitudes. */
  private static final double ROUNDING = 0x1p-33;

  /** The same as part of the largest such sum in its row or column, which may have met it. */
  private static final double COMMON_ROUNDING = 0x1p-44;

  /** The same as part of the largest of all. */
  private static final double OVERALL_ROUNDING = 0x1p-48;

  /** An asymmetry is this many tolerances wide. */
  private static final double CLEAR = 4;

  private final Directions directions;
  private final double[][] form;
  private final double[][] magnitude;

  /**
   * Multiplies columns by directions.
   *
   * @param columns {@code H t_q}, each one column of all entries, in units of the parameters
   */
  HessianForm(Directions directions, DMatrixRMaj[] columns) {
    this.directions = directions;
    int count = directions.count();
    form = new double[count][count];
    magnitude = new double[count][count];
    for (int p = 0; p < count; p++) {
      double[] tangent = HessianCheck.stacked(directions.tangent(p)).data;
      for (int q = 0; q < count; q++) {
        double unit = directions.magnitude(p) * directions.magnitude(q);
        var sum = new CompensatedSum();
        double magnitudes = 0;
        for (int i = 0; i < tangent.length; i++) {
          sum.addProduct(tangent[i], columns[q].data[i]);
          magnitudes += Math.abs(tangent[i] * columns[q].data[i]);
        }
        form[p][q] = unit * sum.value();
        magnitude[p][q] = Math.abs(unit) * magnitudes;
      }
    }
  }

  /** The worst asymmetry; empty if there is only one direction. */
  Optional<Finding> symmetry() {
    double overall = 0;
    for (int p = 0; p < form.length; p++) {
      overall = Math.max(overall, largest(p));
    }
    double worst = -1;
    Finding finding = null;
    for (int p = 0; p < form.length; p++) {
      for (int q = 0; q < p; q++) {
        double tolerance =
            ROUNDING * (magnitude[p][q] + magnitude[q][p])
                + COMMON_ROUNDING * Math.max(largest(p), largest(q))
                + OVERALL_ROUNDING * overall;
        double difference = Math.abs(form[p][q] - form[q][p]);
        double excess = tolerance > 0 ? difference / tolerance : 0;
        if (excess > worst) {
          worst = excess;
          double unit = Math.abs(directions.magnitude(p) * directions.magnitude(q));
          finding =
              new Finding(
                  "symmetry in " + name(p, q),
                  Optional.empty(),
                  excess <= 1
                      ? Verdict.AGREE
                      : excess <= CLEAR ? Verdict.UNRESOLVED : Verdict.DISAGREE,
                  excess <= 1 ? Evidence.STRICT : Evidence.NONE,
                  form[p][q] / unit,
                  form[q][p] / unit,
                  form[q][p] / unit,
                  form[q][p] / unit,
                  0,
                  tolerance / unit,
                  Double.NaN,
                  excess <= 1 ? "" : "the Hessian is not symmetric");
        }
      }
    }
    return Optional.ofNullable(finding);
  }

  private double largest(int direction) {
    double largest = 0;
    for (int other = 0; other < form.length; other++) {
      largest =
          Math.max(largest, Math.max(magnitude[direction][other], magnitude[other][direction]));
    }
    return largest;
  }

  /** Pairs of directions with room on both sides, whose second differences are to be checked. */
  List<SecondDifferences.Pair> pairs(SplittableRandom random) {
    int[] inside = IntStream.range(0, form.length).filter(p -> !isOnEdge(p)).toArray();
    List<SecondDifferences.Pair> pairs = new ArrayList<>();
    for (int p : inside) {
      double unit = directions.magnitude(p);
      double[] along = directions.combination(only(p));
      String name = "along " + directions.name(directions.block(p));
      pairs.add(new SecondDifferences.Pair(name, along, null, form[p][p], unit * unit));
      for (int q : inside) {
        if (q < p && inside.length <= ALL_PAIRS) {
          double product = unit * directions.magnitude(q);
          pairs.add(pair("in " + name(p, q), only(p), only(q), product));
        }
      }
    }
    for (int division = 0; division < DIVISIONS && inside.length > ALL_PAIRS; division++) {
      double[] first = new double[form.length];
      double[] second = new double[form.length];
      for (int p : inside) {
        (random.nextBoolean() ? first : second)[p] = random.nextBoolean() ? 1 : -1;
      }
      String name = "between two halves of all directions, division " + division;
      pairs.add(pair(name, first, second, 1));
    }
    return pairs;
  }

  /** Directions that can be followed to one side only, for want of room in the domain. */
  List<String> onEdge() {
    return IntStream.range(0, form.length)
        .filter(this::isOnEdge)
        .mapToObj(p -> directions.name(directions.block(p)))
        .toList();
  }

  private boolean isOnEdge(int p) {
    return directions.roomOnBothSides(directions.coefficients(directions.block(p))) == 0;
  }

  private double[] only(int direction) {
    double[] factors = new double[form.length];
    factors[direction] = 1;
    return factors;
  }

  private SecondDifferences.Pair pair(String name, double[] u, double[] v, double unit) {
    double[] sum = new double[u.length];
    double[] difference = new double[u.length];
    var claimed = new CompensatedSum();
    for (int p = 0; p < u.length; p++) {
      sum[p] = u[p] + v[p];
      difference[p] = u[p] - v[p];
      for (int q = 0; q < v.length; q++) {
        claimed.addProduct(u[p] * v[q], form[p][q]);
      }
    }
    return new SecondDifferences.Pair(
        name,
        directions.combination(sum),
        directions.combination(difference),
        claimed.value(),
        unit);
  }

  private String name(int p, int q) {
    return directions.name(directions.block(p)) + " and " + directions.name(directions.block(q));
  }
}
