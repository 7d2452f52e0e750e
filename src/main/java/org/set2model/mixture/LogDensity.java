package org.set2model.mixture;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Workers;

/**
 * The log-likelihoods of query points under a mixture of Gaussians with diagonal covariance: the
 * relevances by which a gallery is ranked [S2M, eq. 3].
 *
 * <p>Inputs: theta (K x (1+2D)), queries Z (M x D). Value (M x 1), by logsumexp:
 *
 * <pre>
 *   log p(z_m) = log sum_k w_k exp(l_mk)
 *   l_mk       = -1/2 sum_j [ log(2 pi phi_kj) + (z_mj - mu_kj)^2 / phi_kj ]</pre>
 *
 * Vector-Jacobian product, upstream gradient g (M x 1), with {@code r_mk = w_k exp(l_mk) / p(z_m)},
 * {@code e_mk = g_m r_mk} and {@code d = z_mj - mu_kj}:
 *
 * <pre>
 *   dw_k    = sum_m g_m exp(l_mk) / p(z_m)
 *   dmu_kj  = sum_m e_mk d / phi_kj
 *   dphi_kj = 1/2 sum_m e_mk (d^2 / phi_kj - 1) / phi_kj
 *   dz_mj   = -sum_k e_mk d / phi_kj</pre>
 *
 * Domain: weights non-negative and not all zero (they need not sum to one here, so that the
 * function can be differentiated with respect to each alone), variances positive, everything
 * finite. A component of weight zero contributes nothing to the value; its weight has a gradient
 * all the same. Queries are read in blocks, so memory beyond inputs and outputs doesn't grow with
 * M.
 *
 * <p>Proof: catalog entry {@code mixture log-density}.
 */
public final class LogDensity implements Operation {

  private static final int BLOCK = 256;

  /** Queries that one thread reads at a time. */
  private static final int TASK = 64 * BLOCK;

  private static final int NUMBERS_PER_LINE = 8;

  /**
   * The log-likelihoods.
   *
   * @param theta K x (1+2D)
   * @param queries M x D
   * @return M x 1
   */
  public static Variable logDensity(Variable theta, Variable queries) {
    return new LogDensity().apply(theta, queries);
  }

  @Override
  public String name() {
    return "mixture log-density";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Theta theta = Theta.of(inputs[0]);
    DMatrixRMaj queries = inputs[1];
    return new Evaluation(
        logDensity(theta, queries), (gradient, into) -> pull(theta, queries, gradient, into));
  }

  /** {@inheritDoc} Its formulas are those of {@link ExpectationTangent}. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this,
        (inputs, tangents) -> {
          Theta theta = Theta.of(inputs[0]);
          DMatrixRMaj queries = inputs[1];
          requireDimensions(theta, queries);
          PointSet.requireFinite("queries", queries);
          Theta change = Theta.copyOf(tangents[0]);
          var along = new ExpectationTangent(theta, change, queries, tangents[1]);
          int size = queries.numRows;
          return new Evaluation(
              new DMatrixRMaj(size, 1, true, along.logDensityChanges()),
              (gradient, into) -> {
                Theta toTheta = new Theta(theta.components(), theta.dimensions());
                double[][] toQueries = new double[size][theta.dimensions()];
                double[][] nothing = new double[theta.components()][size];
                along.pull(nothing, nothing, gradient.data, toTheta, toQueries);
                if (into.wants(0)) {
                  into.add(0, toTheta.toMatrix());
                }
                if (into.wants(1)) {
                  into.add(1, new DMatrixRMaj(toQueries));
                }
              });
        });
  }

  /** {@code log p(z_m)} for all rows. */
  static DMatrixRMaj logDensity(Theta theta, DMatrixRMaj queries) {
    return logDensity(theta, queries, new Workers(1));
  }

  /**
   * {@code log p(z_m)} for all rows, in one pass over the queries. What each is, doesn't depend on
   * the number of workers.
   *
   * @throws IllegalArgumentException as {@link #forBlocks}
   */
  static DMatrixRMaj logDensity(Theta theta, DMatrixRMaj queries, Workers workers) {
    requireDimensions(theta, queries);
    PointSet.requireNotEmpty("queries", queries);
    var value = new DMatrixRMaj(queries.numRows, 1);
    int tasks = (queries.numRows - 1) / TASK + 1;
    workers.run(
        tasks,
        (task, worker) -> {
          int end = Math.min(queries.numRows, (task + 1) * TASK);
          logDensity(theta, queries, task * TASK, end, value.data);
        });
    for (double logDensity : value.data) {
      if (!Double.isFinite(logDensity)) {
        // Some query is not finite or too far away: reading all of them again names the first.
        forBlocks(theta, queries, (columns, from, count, w) -> {});
      }
    }
    return value;
  }

  private static void logDensity(
      Theta theta, DMatrixRMaj queries, int first, int end, double[] value) {
    int size = Math.min(BLOCK, end - first);
    var w = new StepBuffers(theta.components(), size, theta.dimensions());
    double[][] columns = new double[theta.dimensions()][size];
    for (int from = first; from < end; from += size) {
      int count = Math.min(size, end - from);
      w.perPoint[0] = readInOrder(queries.data, from * queries.numCols, count * queries.numCols);
      PointSet.copyColumns(queries, from, count, columns);
      Expectation.evaluateSums(columns, count, theta, w);
      for (int n = 0; n < count; n++) {
        value[from + n] = w.largest[n] + Math.log(w.scaledDensities[n]);
      }
    }
  }

  /**
   * Touches every line of the cache once, in order: then the memory is read ahead, which it is not
   * in the order in which columns are copied, and all takes two thirds of the time. The sum is
   * there for the compiler, which would drop reads without a use.
   */
  private static double readInOrder(double[] data, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i += NUMBERS_PER_LINE) {
      sum += data[i];
    }
    return sum;
  }

  private static void pull(
      Theta theta, DMatrixRMaj queries, DMatrixRMaj gradient, Contributions into) {
    int dimensions = queries.numCols;
    Theta toTheta = new Theta(theta.components(), dimensions);
    var toQueries = new DMatrixRMaj(queries.numRows, into.wants(1) ? dimensions : 0);
    double[][] rows = new double[Loops.padded(Math.min(BLOCK, queries.numRows))][dimensions];
    double[][] toColumns = new double[dimensions][rows.length];
    forBlocks(
        theta,
        queries,
        (columns, from, count, w) -> {
          for (double[] h : w.sensitivities) {
            System.arraycopy(gradient.data, from, h, 0, count);
          }
          for (int n = 0; n < count; n++) {
            System.arraycopy(queries.data, (from + n) * dimensions, rows[n], 0, dimensions);
          }
          w.terms.clear();
          Expectation.pull(rows, count, theta, w, toTheta);
          if (into.wants(1)) {
            for (double[] column : toColumns) {
              Arrays.fill(column, 0);
            }
            w.terms.addTo(toColumns, columns, count);
            for (int n = 0; n < count; n++) {
              for (int j = 0; j < dimensions; j++) {
                toQueries.data[(from + n) * dimensions + j] = toColumns[j][n];
              }
            }
          }
        });
    if (into.wants(0)) {
      into.add(0, toTheta.toMatrix());
    }
    if (into.wants(1)) {
      into.add(1, toQueries);
    }
  }

  /** Reads the results of a block of queries from the workspace. */
  @FunctionalInterface
  interface BlockReader {
    void read(double[][] columns, int from, int count, StepBuffers results);
  }

  /**
   * Evaluates the queries under theta, block by block.
   *
   * @throws IllegalArgumentException if the shapes don't agree, a query is not finite, or one is
   *     too far away (see {@link Expectation#evaluate})
   */
  static void forBlocks(Theta theta, DMatrixRMaj queries, BlockReader reader) {
    requireDimensions(theta, queries);
    PointSet.requireFinite("queries", queries);
    int size = Math.min(BLOCK, queries.numRows);
    var w = new StepBuffers(theta.components(), size, theta.dimensions());
    double[][] columns = new double[theta.dimensions()][size];
    for (int from = 0; from < queries.numRows; from += size) {
      int count = Math.min(size, queries.numRows - from);
      PointSet.copyColumns(queries, from, count, columns);
      Expectation.evaluate(columns, from, count, theta, w);
      reader.read(columns, from, count, w);
    }
  }

  private static void requireDimensions(Theta theta, DMatrixRMaj queries) {
    if (queries.numCols != theta.dimensions()) {
      throw new IllegalArgumentException(
          String.format(
              "queries (%d x %d) must have the mixture's %d dimensions",
              queries.numRows, queries.numCols, theta.dimensions()));
    }
  }
}
