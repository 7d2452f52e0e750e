package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Checks many coordinates at once, by derivatives along whitened random directions.
 *
 * <p>With the influence {@code q_i = |g_i| s_i} of a coordinate on its scale {@code s_i}, the
 * coordinates are divided into bands in which q varies by at most a factor of 1000. A direction
 * through a band with the least influence q has
 *
 * <pre>  v_i = +-u_i s_i min(1, q / q_i),   u_i uniform in [1/2, 1],</pre>
 *
 * so that every coordinate contributes between q/2 and q to the directional derivative: none is
 * diluted. Claims of zero and influences below a floor share the last band, where {@code v_i =
 * +-u_i s_i}. The floor is what rounding in f allows to verify to 1e-5, but at least a thousandth
 * and at most a tenth of the root mean square of the influences.
 *
 * <p><b>What is found.</b> A lone wrong entry with relative error e shifts the derivative by at
 * least {@code e q/2}. The derivative agrees only with a tolerance T of at most {@code 1e-5 q/4},
 * and is itself known to T, so a shift beyond 2T never agrees: an error of 1e-5 in any one entry of
 * a band is found with certainty. If other entries are wrong as well, take e as the largest error.
 * Whatever the others contribute, that entry's shift is spread uniformly over two intervals of
 * length {@code e q/2}, one of each sign and {@code e q} apart, so it lands within 2T of cancelling
 * them with a probability of at most {@code min(1/2, 4T / (e q))}; T is usually about {@code 1e-8
 * q}. With the two independent directions of each band the probability of a miss is the square of
 * that. In the last band the same holds with e the error relative to the floor of the influence
 * instead of the entry's own.
 *
 * <p>When a direction disagrees, its coordinates are bisected with fresh directions down to a
 * guilty one. When a direction has a kink, its halves are checked apart, to isolate the coordinates
 * with kinks from those that must match exactly.
 */
final class RandomDirections {

  private static final double BAND = 1e3;
  private static final int DIRECTIONS = 2;

  private static final double HIGH_FLOOR = 0.1;

  /** Directions spent on isolating kinks. */
  private static final int KINK_BUDGET = 256;

  private final Lines lines;
  private final Coordinates coordinates;
  private final SplittableRandom random;
  private final List<Finding> findings = new ArrayList<>();
  private int kinkBudget = KINK_BUDGET;

  private RandomDirections(Lines lines, SplittableRandom random) {
    this.lines = lines;
    this.coordinates = lines.coordinates();
    this.random = random;
  }

  /** Findings about directions, and about the entries that wrong ones were traced to. */
  static List<Finding> check(Lines lines, SplittableRandom random) {
    var check = new RandomDirections(lines, random);
    check.checkBands();
    return check.findings;
  }

  private void checkBands() {
    int[] sorted =
        Arrays.stream(coordinates.free())
            .boxed()
            .sorted((a, b) -> Double.compare(coordinates.influence(b), coordinates.influence(a)))
            .mapToInt(Integer::intValue)
            .toArray();
    double floor = floor();
    int from = 0;
    while (from < sorted.length) {
      double largest = coordinates.influence(sorted[from]);
      double edge = largest > BAND * floor ? largest / BAND : 0;
      int to = from + 1;
      while (to < sorted.length && coordinates.influence(sorted[to]) >= edge) {
        to++;
      }
      int[] band = Arrays.copyOfRange(sorted, from, to);
      double least = Math.max(floor, coordinates.influence(band[band.length - 1]));
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        check(band, least);
      }
      from = to;
    }
  }

  private double floor() {
    double typical = coordinates.typicalInfluence();
    return Math.min(
        Math.max(Lines.ABOVE_ROUNDING * lines.noise(), Lines.LOW_INFLUENCE * typical),
        HIGH_FLOOR * typical);
  }

  private void check(int[] group, double least) {
    Finding finding = group.length == 1 ? lines.judgeEntry(group[0]) : judgeTogether(group, least);
    if (group.length > 1 && finding.kink()) {
      if (kinkBudget-- > 0) {
        check(Arrays.copyOfRange(group, 0, group.length / 2), least);
        check(Arrays.copyOfRange(group, group.length / 2, group.length), least);
      } else {
        findings.add(unresolved(finding));
      }
      return;
    }
    findings.add(finding);
    if (group.length > 1 && finding.verdict() == Verdict.DISAGREE) {
      findings.add(trace(group, least));
    }
  }

  /** Follows the larger difference, as a wrong entry on a simplex shifts all others a little. */
  private Finding trace(int[] group, double least) {
    int[] suspects = group;
    while (suspects.length > 1) {
      int half = suspects.length / 2;
      int[] first = Arrays.copyOfRange(suspects, 0, half);
      int[] second = Arrays.copyOfRange(suspects, half, suspects.length);
      suspects =
          judgeTogether(first, least).difference() > judgeTogether(second, least).difference()
              ? first
              : second;
    }
    return lines.judgeEntry(suspects[0]);
  }

  private Finding judgeTogether(int[] group, double least) {
    double[] coefficients = new double[coordinates.entries()];
    for (int position : group) {
      double influence = coordinates.influence(position);
      double whitening = influence > least ? least / influence : 1;
      coefficients[position] =
          coordinates.randomSign(position, random)
              * random.nextDouble(0.5, 1)
              * whitening
              * coordinates.scale(position);
    }
    return lines.judgeDirection(
        "a direction through " + group.length + " entries", coefficients, least / 2);
  }

  private static Finding unresolved(Finding finding) {
    return new Finding(
        finding.subject(),
        finding.place(),
        Verdict.UNRESOLVED,
        Evidence.NONE,
        finding.claimed(),
        finding.numerical(),
        finding.uncertainty(),
        finding.tolerance(),
        Double.NaN,
        true,
        "kinks in too many entries to isolate them");
  }
}
