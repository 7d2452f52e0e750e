package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * The rows of a matrix with given indices, in the order given; an index may occur more than once.
 *
 * <pre>
 *   value    y_i = x_r(i)
 *   vjp      dL/dx_n = sum over i with r(i) = n of g_i
 * </pre>
 *
 * x is N x D, y has a row for each index. Domain: all real matrices.
 *
 * <p>Proof: catalog entry {@code row selection}.
 */
public final class RowSelection implements Operation {

  private final int[] indices;

  /** Selection of the rows with these indices. */
  public RowSelection(int... indices) {
    this.indices = indices.clone();
  }

  /** Selects rows of a variable. */
  public static Variable select(Variable x, int... indices) {
    return new RowSelection(indices).apply(x);
  }

  @Override
  public String name() {
    return "row selection";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is no row with one of the indices
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    int rows = x.numRows;
    for (int index : indices) {
      if (!(index >= 0 && index < rows)) {
        throw new IllegalArgumentException("row " + index + " of a matrix of " + rows + " rows");
      }
    }
    return Evaluation.ofOne(selected(x, indices), gradient -> product(gradient, indices, rows));
  }

  /** The selected rows. */
  public static DMatrixRMaj selected(DMatrixRMaj x, int[] indices) {
    DMatrixRMaj y = new DMatrixRMaj(indices.length, x.numCols);
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(x.data, indices[i] * x.numCols, y.data, i * x.numCols, x.numCols);
    }
    return y;
  }

  /** The rows of the gradient, added up where they came from. */
  public static DMatrixRMaj product(DMatrixRMaj gradient, int[] indices, int rows) {
    DMatrixRMaj product = new DMatrixRMaj(rows, gradient.numCols);
    for (int i = 0; i < indices.length; i++) {
      for (int j = 0; j < gradient.numCols; j++) {
        product.data[indices[i] * gradient.numCols + j] += gradient.data[i * gradient.numCols + j];
      }
    }
    return product;
  }
}
