package org.set2model.scoring;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The largest inner product of each query with any example [S2M, section 4, NN].
 *
 * <p>Inputs: X, N x D with N at least 1, rows {@code x_n}; Z, M x D, rows {@code z_m}. Value: s, M
 * x 1,
 *
 * <pre>  s_m = max_n z_m . x_n = z_m . x_{n(m)},    n(m) the first index of the maximum.</pre>
 *
 * <p>Product, for an upstream gradient g, M x 1:
 *
 * <pre>
 *   dL/dx_n = sum over m with n(m) = n of g_m z_m
 *   dL/dz_m = g_m x_{n(m)}.</pre>
 *
 * <p>Domain: all of it, with a kink where two examples tie for the maximum; there the product is
 * that of the first, a member of the subdifferential. A NaN in an example makes every score NaN, a
 * NaN in a query its own.
 *
 * <p>Proof: catalog entry {@code maximum inner product}.
 */
public final class MaximumInnerProduct implements Operation {

  /** The operation applied to variables. */
  public static Variable maximumInnerProduct(Variable support, Variable queries) {
    return new MaximumInnerProduct().apply(support, queries);
  }

  @Override
  public String name() {
    return "maximumInnerProduct";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj support = inputs[0];
    DMatrixRMaj queries = inputs[1];
    InnerProduct.requireShapes(name(), support, queries);
    int[] nearest = nearest(support, queries);
    return new Evaluation(
        scores(support, queries, nearest),
        (gradient, contributions) -> {
          if (contributions.wants(0)) {
            contributions.add(0, supportGradient(support.numRows, queries, nearest, gradient));
          }
          if (contributions.wants(1)) {
            contributions.add(1, queriesGradient(support, nearest, gradient));
          }
        });
  }

  /**
   * The index n(m) of the example with the largest inner product, for each query; of the first
   * product that is NaN, if any is.
   */
  public static int[] nearest(DMatrixRMaj support, DMatrixRMaj queries) {
    int dimension = support.numCols;
    int[] nearest = new int[queries.numRows];
    for (int m = 0; m < queries.numRows; m++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int n = 0; n < support.numRows; n++) {
        double product =
            InnerProduct.of(support.data, n * dimension, queries.data, m * dimension, dimension);
        if (product > largest) {
          largest = product;
          nearest[m] = n;
        } else if (Double.isNaN(product)) {
          nearest[m] = n;
          break;
        }
      }
    }
    return nearest;
  }

  /** The scores, from the indices of the {@link #nearest} examples. */
  public static DMatrixRMaj scores(DMatrixRMaj support, DMatrixRMaj queries, int[] nearest) {
    int dimension = support.numCols;
    DMatrixRMaj scores = new DMatrixRMaj(queries.numRows, 1);
    for (int m = 0; m < queries.numRows; m++) {
      scores.data[m] =
          InnerProduct.of(
              support.data, nearest[m] * dimension, queries.data, m * dimension, dimension);
    }
    return scores;
  }

  /** The gradient with respect to {@code examples} examples. */
  public static DMatrixRMaj supportGradient(
      int examples, DMatrixRMaj queries, int[] nearest, DMatrixRMaj gradient) {
    int dimension = queries.numCols;
    DMatrixRMaj product = new DMatrixRMaj(examples, dimension);
    for (int m = 0; m < queries.numRows; m++) {
      InnerProduct.addRow(
          gradient.data[m],
          queries.data,
          m * dimension,
          product.data,
          nearest[m] * dimension,
          dimension);
    }
    return product;
  }

  /** The gradient with respect to the queries. */
  public static DMatrixRMaj queriesGradient(
      DMatrixRMaj support, int[] nearest, DMatrixRMaj gradient) {
    int dimension = support.numCols;
    DMatrixRMaj product = new DMatrixRMaj(gradient.numRows, dimension);
    for (int m = 0; m < gradient.numRows; m++) {
      InnerProduct.addRow(
          gradient.data[m],
          support.data,
          nearest[m] * dimension,
          product.data,
          m * dimension,
          dimension);
    }
    return product;
  }
}
