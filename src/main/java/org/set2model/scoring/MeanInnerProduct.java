package org.set2model.scoring;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The inner product of each query with the mean of the examples [S2M, section 4, AVG].
 *
 * <p>Inputs: X, N x D with N at least 1, rows {@code x_n}; Z, M x D, rows {@code z_m}. Value: s, M
 * x 1,
 *
 * <pre>  s_m = z_m . xbar,    xbar = (1/N) sum_n x_n.</pre>
 *
 * <p>Product, for an upstream gradient g, M x 1:
 *
 * <pre>
 *   dL/dx_n = (1/N) sum_m g_m z_m    the same for every n
 *   dL/dz_m = g_m xbar.</pre>
 *
 * <p>Domain: all of it. A NaN in X makes every score NaN, a NaN in a query its own.
 *
 * <p>Proof: catalog entry {@code mean inner product}.
 */
public final class MeanInnerProduct implements Operation {

  /** The operation applied to variables. */
  public static Variable meanInnerProduct(Variable support, Variable queries) {
    return new MeanInnerProduct().apply(support, queries);
  }

  @Override
  public String name() {
    return "meanInnerProduct";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj support = inputs[0];
    DMatrixRMaj queries = inputs[1];
    InnerProduct.requireShapes(name(), support, queries);
    DMatrixRMaj mean = mean(support);
    return new Evaluation(
        scores(mean, queries),
        (gradient, contributions) -> {
          if (contributions.wants(0)) {
            contributions.add(0, supportGradient(support.numRows, queries, gradient));
          }
          if (contributions.wants(1)) {
            contributions.add(1, queriesGradient(mean, gradient));
          }
        });
  }

  /** The mean of the rows, 1 x D. */
  public static DMatrixRMaj mean(DMatrixRMaj support) {
    int dimension = support.numCols;
    DMatrixRMaj mean = new DMatrixRMaj(1, dimension);
    for (int n = 0; n < support.numRows; n++) {
      InnerProduct.addRow(1, support.data, n * dimension, mean.data, 0, dimension);
    }
    for (int j = 0; j < dimension; j++) {
      mean.data[j] /= support.numRows;
    }
    return mean;
  }

  /** The scores, from the {@link #mean} and the queries. */
  public static DMatrixRMaj scores(DMatrixRMaj mean, DMatrixRMaj queries) {
    int dimension = mean.numCols;
    DMatrixRMaj scores = new DMatrixRMaj(queries.numRows, 1);
    for (int m = 0; m < queries.numRows; m++) {
      scores.data[m] = InnerProduct.of(mean.data, 0, queries.data, m * dimension, dimension);
    }
    return scores;
  }

  /** The gradient with respect to {@code examples} examples. */
  public static DMatrixRMaj supportGradient(
      int examples, DMatrixRMaj queries, DMatrixRMaj gradient) {
    int dimension = queries.numCols;
    DMatrixRMaj product = new DMatrixRMaj(examples, dimension);
    for (int m = 0; m < queries.numRows; m++) {
      InnerProduct.addRow(
          gradient.data[m] / examples, queries.data, m * dimension, product.data, 0, dimension);
    }
    for (int n = 1; n < examples; n++) {
      System.arraycopy(product.data, 0, product.data, n * dimension, dimension);
    }
    return product;
  }

  /** The gradient with respect to the queries. */
  public static DMatrixRMaj queriesGradient(DMatrixRMaj mean, DMatrixRMaj gradient) {
    int dimension = mean.numCols;
    DMatrixRMaj product = new DMatrixRMaj(gradient.numRows, dimension);
    for (int m = 0; m < gradient.numRows; m++) {
      InnerProduct.addRow(gradient.data[m], mean.data, 0, product.data, m * dimension, dimension);
    }
    return product;
  }
}
