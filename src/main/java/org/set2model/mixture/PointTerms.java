package org.set2model.mixture;

/**
 * The gradient with respect to points as a sum of terms, each affine in the point:
 *
 * <pre>  dx_nj = sum_q c_qn ( constant_qj + slope_qj (x_nj - center_qj) )</pre>
 *
 * The steps of a product leave their terms here, and they are added in one pass: it runs along the
 * points, so that only the coefficients {@code c_qn} have to be read beside point and gradient.
 */
final class PointTerms {

  final double[][] constants;
  final double[][] slopes;
  private final double[][] coefficients;
  private final double[][] centers;
  private int size;

  /** Room for {@code capacity} terms, and for the zero terms that pad them, see {@link Loops}. */
  PointTerms(int capacity, int points, int dimensions) {
    int padded = Loops.padded(capacity);
    constants = new double[padded][dimensions];
    slopes = new double[padded][dimensions];
    coefficients = new double[padded][];
    centers = new double[padded][];
    double[] noCoefficients = new double[points];
    double[] noCenter = new double[dimensions];
    for (int q = 0; q < padded; q++) {
      coefficients[q] = noCoefficients;
      centers[q] = noCenter;
    }
  }

  void clear() {
    size = 0;
  }

  /** Adds a term and returns its index; its constants and slopes are for the caller to fill. */
  int add(double[] coefficient, double[] center) {
    coefficients[size] = coefficient;
    centers[size] = center;
    return size++;
  }

  /** Adds the terms to a gradient, which like the points has one array for each dimension. */
  void addTo(double[][] gradient, double[][] columns, int count) {
    Loops.addAffine(columns, count, size, coefficients, centers, constants, slopes, gradient);
  }
}
