package org.set2model.scoring;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * A linear support vector machine with hinge loss, at its optimum.
 *
 * <p>A point {@code x_i} in R^D with the label {@code y_i}, +1 or -1, is extended by a constant
 * feature, {@code u_i = [x_i, 1]}, and {@code w = [weights, bias]}, so the bias is regularized as
 * the weights are. Primal and dual problem, with the same penalty C for every point of either
 * label:
 *
 * <pre>{@code
 * P(w) = 1/2 |w|^2 + C sum_i max(0, 1 - y_i w . u_i)       to be minimized
 * D(a) = sum_i a_i - 1/2 |sum_i a_i y_i u_i|^2             to be maximized, 0 <= a_i <= C
 * w = sum_i a_i y_i u_i;     D(a) <= P(w), with equality at the optimum alone.
 * }</pre>
 *
 * <p>The dual is solved coordinate by coordinate, in random order (C.-J. Hsieh, K.-W. Chang, C.-J.
 * Lin, S. S. Keerthi, S. Sundararajan, <i>A dual coordinate descent method for large-scale linear
 * SVM</i>, ICML 2008, doi:10.1145/1390156.1390208, algorithm 3). With {@code G_i = y_i w . u_i -
 * 1},
 *
 * <pre>{@code
 * b = min(max(a_i - G_i / |u_i|^2, 0), C),     w <- w + (b - a_i) y_i u_i,     a_i <- b.
 * }</pre>
 *
 * <p>The projected gradient of a coordinate is G_i, but min(G_i, 0) if a_i = 0 and max(G_i, 0) if
 * a_i = C. It is 0 for all at the optimum alone. A coordinate that is at a bound and to stay there
 * is left out until the others are at rest. After every few sweeps the coordinates F strictly
 * between the bounds are moved together towards where their gradients vanish, as far as the bounds
 * allow,
 *
 * <pre>{@code
 * (Q_FF + r I) d = -G_F,    Q_ij = y_i u_i . y_j u_j,
 * a_F <- a_F + t d          with the largest t <= 1,
 * }</pre>
 *
 * because few points are free in the end, and one such step does what thousands of sweeps do for
 * points that nearly coincide. The ridge r, 1e-12 of the largest Q_ii, lets points depend on each
 * other; whatever it is, the step increases D. The descent has ended when w, summed anew, leaves no
 * projected gradient beyond 1e-10, in units of the margin.
 *
 * <p>P is strictly convex, so the optimal w is unique: the order of the points and of the
 * coordinates changes it within that tolerance only. The multipliers a need not be unique.
 *
 * <p>Made for points of length about 1 and C about 1; the number of sweeps grows with C times the
 * squared length.
 */
public final class SupportVectorMachine {

  private static final double TOLERANCE = 1e-10;
  private static final int MOST_SWEEPS = 100_000;
  private static final int SWEEPS_PER_SOLUTION = 10;
  private static final double RIDGE = 1e-12;

  private final double penalty;
  private final int length;

  /** {@code y_i u_i}, the points with their labels multiplied in, and their squared lengths. */
  private final double[][] signed;

  private final double[] squares;
  private final double[] multipliers;
  private double[] w;

  private SupportVectorMachine(DMatrixRMaj positives, DMatrixRMaj negatives, double penalty) {
    this.penalty = penalty;
    length = positives.numCols + 1;
    int points = positives.numRows + negatives.numRows;
    signed = new double[points][length];
    squares = new double[points];
    for (int i = 0; i < points; i++) {
      boolean positive = i < positives.numRows;
      extend(
          positive ? positives : negatives,
          positive ? i : i - positives.numRows,
          positive ? 1 : -1,
          signed[i]);
      squares[i] = InnerProduct.of(signed[i], 0, signed[i], 0, length);
    }
    multipliers = new double[points];
    w = new double[length];
  }

  /**
   * Fits a machine.
   *
   * @param positives N x D, the points of label +1, N at least 1
   * @param negatives M x D, those of label -1, M at least 1
   * @param penalty C > 0
   * @throws IllegalArgumentException if there are no points of a label, their dimensions differ, a
   *     value is not finite, or the points are too large for the penalty to reach the optimum in a
   *     hundred thousand sweeps
   */
  public static SupportVectorMachine fit(
      DMatrixRMaj positives, DMatrixRMaj negatives, double penalty) {
    if (!(positives.numRows >= 1 && negatives.numRows >= 1)
        || positives.numCols != negatives.numCols) {
      throw new IllegalArgumentException(
          String.format(
              "positives (%d x %d) and negatives (%d x %d) need a row each, and the same columns",
              positives.numRows, positives.numCols, negatives.numRows, negatives.numCols));
    }
    if (!(penalty > 0 && penalty <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("penalty (" + penalty + ") must be positive and finite");
    }
    var machine = new SupportVectorMachine(positives, negatives, penalty);
    machine.descend();
    return machine;
  }

  private static void extend(DMatrixRMaj from, int row, int label, double[] point) {
    int dimensions = from.numCols;
    for (int j = 0; j < dimensions; j++) {
      double value = from.data[row * dimensions + j];
      if (!(Math.abs(value) <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            String.format("entry %d of point %d (%s) must be finite", j, row, value));
      }
      point[j] = label * value;
    }
    point[dimensions] = label;
  }

  private void descend() {
    var random = new SplittableRandom(0);
    int[] order = IntStream.range(0, signed.length).toArray();
    int active = order.length;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double largest = 0;
      for (int at = 0; at < active; ) {
        swap(order, at, at + random.nextInt(active - at));
        int i = order[at];
        double gradient = gradient(i);
        double projected = projected(gradient, i);
        largest = Math.max(largest, Math.abs(projected));
        if (projected == 0) {
          swap(order, at, --active);
        } else {
          step(i, gradient);
          at++;
        }
      }
      if (largest <= TOLERANCE) {
        w = sum();
        if (largestProjectedGradient() <= TOLERANCE) {
          return;
        }
        active = order.length;
      } else if ((sweep + 1) % SWEEPS_PER_SOLUTION == 0) {
        moveFree();
      }
    }
    throw new IllegalArgumentException(
        String.format(
            "no optimum in %d sweeps (projected gradient %.1e): scale the points to length about 1,"
                + " or choose a penalty (%s) that is smaller",
            MOST_SWEEPS, largestProjectedGradient(), penalty));
  }

  private static void swap(int[] order, int i, int j) {
    int index = order[i];
    order[i] = order[j];
    order[j] = index;
  }

  /** {@code G_i}. */
  private double gradient(int i) {
    return InnerProduct.of(w, 0, signed[i], 0, length) - 1;
  }

  private double projected(double gradient, int i) {
    if (multipliers[i] == 0) {
      return Math.min(gradient, 0);
    }
    return multipliers[i] == penalty ? Math.max(gradient, 0) : gradient;
  }

  private void step(int i, double gradient) {
    move(i, multipliers[i] - gradient / squares[i]);
  }

  /** Gives a multiplier another value, or the bound that it is beyond. */
  private void move(int i, double value) {
    double next = Math.min(Math.max(value, 0), penalty);
    InnerProduct.addRow(next - multipliers[i], signed[i], 0, w, 0, length);
    multipliers[i] = next;
  }

  /** Moves the coordinates between the bounds together. */
  private void moveFree() {
    int[] free =
        IntStream.range(0, signed.length)
            .filter(i -> multipliers[i] > 0 && multipliers[i] < penalty)
            .toArray();
    double[] direction = direction(free);
    double longest = 1;
    for (int i = 0; i < direction.length; i++) {
      double room = direction[i] > 0 ? penalty - multipliers[free[i]] : multipliers[free[i]];
      longest = Math.min(longest, room / Math.abs(direction[i]));
    }
    // A NaN in the direction makes this false.
    if (longest > 0) {
      for (int i = 0; i < direction.length; i++) {
        move(free[i], multipliers[free[i]] + longest * direction[i]);
      }
    }
  }

  /** {@code -(Q_FF + r I)^-1 G_F}; empty if there is none. */
  private double[] direction(int[] free) {
    double ridge = RIDGE * IntStream.of(free).mapToDouble(i -> squares[i]).max().orElse(0);
    DMatrixRMaj products = new DMatrixRMaj(free.length, free.length);
    DMatrixRMaj slope = new DMatrixRMaj(free.length, 1);
    for (int i = 0; i < free.length; i++) {
      slope.data[i] = -gradient(free[i]);
      for (int j = 0; j < i; j++) {
        double product = InnerProduct.of(signed[free[i]], 0, signed[free[j]], 0, length);
        products.set(i, j, product);
        products.set(j, i, product);
      }
      products.set(i, i, squares[free[i]] + ridge);
    }
    var solver = LinearSolverFactory_DDRM.symmPosDef(free.length);
    DMatrixRMaj direction = new DMatrixRMaj(free.length, 1);
    if (free.length == 0 || !solver.setA(products)) {
      return new double[0];
    }
    solver.solve(slope, direction);
    return direction.data;
  }

  /** {@code sum_i a_i y_i u_i}. */
  private double[] sum() {
    double[] sum = new double[length];
    for (int i = 0; i < signed.length; i++) {
      InnerProduct.addRow(multipliers[i], signed[i], 0, sum, 0, length);
    }
    return sum;
  }

  /** How far the solution is from satisfying the optimality conditions; at most 1e-10. */
  double largestProjectedGradient() {
    double largest = 0;
    for (int i = 0; i < signed.length; i++) {
      largest = Math.max(largest, Math.abs(projected(gradient(i), i)));
    }
    return largest;
  }

  /** P(w). */
  public double primalObjective() {
    double losses = 0;
    for (int i = 0; i < signed.length; i++) {
      losses += Math.max(0, -gradient(i));
    }
    return halfSquare() + penalty * losses;
  }

  /** D(a). */
  public double dualObjective() {
    double sum = 0;
    for (double multiplier : multipliers) {
      sum += multiplier;
    }
    return sum - halfSquare();
  }

  private double halfSquare() {
    return 0.5 * InnerProduct.of(w, 0, w, 0, length);
  }

  /** The weights, 1 x D; a copy. */
  public DMatrixRMaj weights() {
    DMatrixRMaj weights = new DMatrixRMaj(1, length - 1);
    System.arraycopy(w, 0, weights.data, 0, length - 1);
    return weights;
  }

  /** The constant that is added to each decision value. */
  public double bias() {
    return w[length - 1];
  }

  /** The multipliers a, first those of the positives; a copy. */
  public double[] multipliers() {
    return multipliers.clone();
  }

  /**
   * The decision values {@code weights . z_m + bias}.
   *
   * @param queries M x D
   * @return M x 1, NaN for a query with a NaN
   */
  public DMatrixRMaj scores(DMatrixRMaj queries) {
    if (queries.numCols != length - 1) {
      throw new IllegalArgumentException(
          String.format(
              "queries (%d x %d) must have the machine's %d dimensions",
              queries.numRows, queries.numCols, length - 1));
    }
    DMatrixRMaj scores = new DMatrixRMaj(queries.numRows, 1);
    for (int m = 0; m < queries.numRows; m++) {
      scores.data[m] =
          InnerProduct.of(w, 0, queries.data, m * queries.numCols, length - 1) + w[length - 1];
    }
    return scores;
  }
}
