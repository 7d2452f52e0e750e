package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.set2model.gradcheck.argument.Coordinates;

/**
 * Checks many coordinates at once, by derivatives along whitened random directions.
 *
 * <p>With the influence {@code q_i = |g_i| r_i} of a coordinate over its reach {@code r_i}, the
 * coordinates are divided into bands in which q varies by at most a factor of 1000. A direction
 * through a band with the least influence q has
 *
 * <pre>  v_i = +-u_i q / |g_i|,   u_i uniform in [1/2, 1],</pre>
 *
 * so that every coordinate contributes between q/2 and q to the directional derivative: none is
 * diluted. Claims of zero have a band of their own, where {@code v_i = +-u_i r_i}. Influences that
 * rounding in f keeps from being verified to 1e-5 share the last band, in which coordinates are
 * verified relative to a floor only ({@link Evidence#RELATIVE}).
 *
 * <p><b>What is found.</b> A lone wrong entry with relative error e shifts the derivative by at
 * least {@code e q/2}. The derivative agrees strictly only with a tolerance T of at most {@code
 * 1e-5 q/4}, and is itself known to T, so a shift beyond 2T never agrees: an error of 1e-5 in any
 * one entry of a band is found with certainty. If other entries are wrong as well, take e as the
 * largest error. Whatever the others contribute, that entry's shift is spread uniformly over two
 * intervals of length {@code e q/2}, one of each sign and {@code e q} apart, so it lands within 2T
 * of canceling them with a probability of at most {@code min(1/2, 4T / (e q))}; T is usually about
 * {@code 1e-8 q}. With the two independent directions of each band the probability of a miss is the
 * square of that.
 *
 * <p>When a direction disagrees, its coordinates are bisected with fresh directions down to a
 * guilty one. When a direction has a kink or cannot be resolved, its halves are checked apart, to
 * isolate the coordinates that are to blame from those that must match exactly.
 */
final class RandomDirections {

  private static final double BAND = 1e3;
  private static final int DIRECTIONS = 2;

  /** How far above the rounding in f influences must be to have bands. */
  private static final double ABOVE_ROUNDING = 1e5;

  private static final double HIGH_FLOOR = 0.1;

  /** Directions spent on isolating kinks and what cannot be resolved. */
  private static final int ISOLATION_BUDGET = 256;

  private final LineChecks lines;
  private final Coordinates coordinates;
  private final SplittableRandom random;
  private final List<Finding> findings = new ArrayList<>();
  private int isolationBudget = ISOLATION_BUDGET;

  private RandomDirections(LineChecks lines, SplittableRandom random) {
    this.lines = lines;
    this.coordinates = lines.coordinates();
    this.random = random;
  }

  /** Findings about directions, and about the entries that wrong ones were traced to. */
  static List<Finding> check(LineChecks lines, SplittableRandom random) {
    var check = new RandomDirections(lines, random);
    check.checkBands();
    return check.findings;
  }

  private void checkBands() {
    int[] sorted =
        Arrays.stream(coordinates.free())
            .filter(position -> coordinates.claimed(position) != 0)
            .boxed()
            .sorted((a, b) -> Double.compare(coordinates.influence(b), coordinates.influence(a)))
            .mapToInt(Integer::intValue)
            .toArray();
    double visible = ABOVE_ROUNDING * lines.noise();
    int from = 0;
    while (from < sorted.length) {
      double largest = coordinates.influence(sorted[from]);
      double edge = largest > visible ? Math.max(visible, largest / BAND) : 0;
      int to = from + 1;
      while (to < sorted.length && coordinates.influence(sorted[to]) >= edge) {
        to++;
      }
      int[] band = Arrays.copyOfRange(sorted, from, to);
      checkTwice(band, coordinates.influence(band[band.length - 1]));
      from = to;
    }
    checkTwice(
        Arrays.stream(coordinates.free())
            .filter(position -> coordinates.claimed(position) == 0)
            .toArray(),
        0);
  }

  private void checkTwice(int[] band, double least) {
    for (int direction = 0; direction < DIRECTIONS && band.length > 0; direction++) {
      check(band, least);
    }
  }

  /** The influence relative to which those below it are verified. */
  private double floor() {
    double typical = coordinates.typicalInfluence();
    return Math.min(
        Math.max(LineChecks.ABOVE_ROUNDING * lines.noise(), LineChecks.LOW_INFLUENCE * typical),
        HIGH_FLOOR * typical);
  }

  private void check(int[] group, double least) {
    Finding finding = group.length == 1 ? lines.judgeEntry(group[0]) : judgeTogether(group, least);
    boolean isolate = finding.kink() || finding.verdict() == Verdict.UNRESOLVED;
    if (group.length > 1 && isolate && isolationBudget > 0) {
      isolationBudget--;
      check(Arrays.copyOfRange(group, 0, group.length / 2), least);
      check(Arrays.copyOfRange(group, group.length / 2, group.length), least);
      return;
    }
    findings.add(group.length > 1 && finding.kink() ? tooManyKinks(finding) : finding);
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

  /**
   * The verdict on a direction through a group.
   *
   * @param least the smallest influence in its band; 0 for claims of zero
   */
  private Finding judgeTogether(int[] group, double least) {
    double[] coefficients = new double[coordinates.entries()];
    for (int position : group) {
      double influence = coordinates.influence(position);
      double whitening = influence > 0 ? Math.min(1, least / influence) : 1;
      coefficients[position] =
          coordinates.randomSign(position, random)
              * random.nextDouble(0.5, 1)
              * whitening
              * coordinates.move(position);
    }
    return lines.judgeDirection(
        "a direction through " + group.length + " entries", coefficients, least / 2, floor() / 2);
  }

  private static Finding tooManyKinks(Finding finding) {
    return finding.concluding(
        Verdict.UNRESOLVED, Evidence.NONE, "kinks in too many entries to isolate them");
  }
}
