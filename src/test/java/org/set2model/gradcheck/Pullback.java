package org.set2model.gradcheck;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;

/**
 * The right vector-Jacobian product of a function of one matrix, and linear products that are wrong
 * for one upstream gradient in a given way.
 *
 * @param function the function
 * @param jacobian its Jacobian matrix at an input: a row for each entry of the value, a column for
 *     each of the input
 * @param upstream the upstream gradient at which claims are made, of the value's shape
 */
record Pullback(
    Function<DMatrixRMaj[], DMatrixRMaj> function,
    UnaryOperator<DMatrixRMaj> jacobian,
    DMatrixRMaj upstream) {

  /** The sum of the value's entries times the upstream gradient. */
  double scalar(DMatrixRMaj[] in) {
    return SmoothFamilies.dot(upstream.data, function.apply(in).data);
  }

  /** The right product, in the shape of x. */
  DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
    DMatrixRMaj product = x.createLike();
    DMatrixRMaj rows = jacobian.apply(x);
    for (int k = 0; k < rows.numRows; k++) {
      for (int i = 0; i < rows.numCols; i++) {
        product.data[i] += gradient.data[k] * rows.get(k, i);
      }
    }
    return product;
  }

  /** What the checker says of a product that is linear and makes the claim at the upstream. */
  Report check(long seed, Argument x, DMatrixRMaj claim) {
    DMatrixRMaj right = product(x.value(), upstream);
    double squares = SmoothFamilies.dot(upstream.data, upstream.data);
    return VectorJacobianCheck.of(function, x)
        .upstream(upstream)
        .seed(seed)
        .check(
            (in, gradient) -> {
              DMatrixRMaj product = product(in[0], gradient);
              double share = SmoothFamilies.dot(upstream.data, gradient.data) / squares;
              for (int i = 0; i < product.getNumElements(); i++) {
                product.data[i] += share * (claim.data[i] - right.data[i]);
              }
              return new DMatrixRMaj[] {product};
            });
  }
}
