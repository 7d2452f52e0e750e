package org.set2model.mixture;

/**
 * The buffers of the steps of one fit, or of blocks of queries, allocated once. Rows of points are
 * padded to whole groups, see {@link Loops}; shares and sensitivities are zero there.
 */
final class StepBuffers {

  /** {@code log N(x_n; mu_k, phi_k)}, one row for each component, the weight not included. */
  final double[][] logDensities;

  /** {@code r_nk}. */
  final double[][] responsibilities;

  /** {@code max_k (log w_k + log N(x_n; mu_k, phi_k))}. */
  final double[] largest;

  /** {@code p(x_n) / exp(largest_n)}, between 1 and K. */
  final double[] scaledDensities;

  /** {@code c_nk = a_n r_nk}: the example weights as the components share them. */
  final double[][] shares;

  /** {@code N_k = sum_n c_nk}. */
  final double[] masses;

  /** One value for each component. */
  final double[] perComponent;

  /**
   * {@code b_nk}, the gradient with respect to {@code c_nk}; then {@code h_nk}, then {@code e_nk}.
   */
  final double[][] sensitivities;

  /** One value for each point. */
  final double[] perPoint;

  /** Two values for each component and dimension. */
  final double[][] perParameter;

  final double[][] perParameter2;

  /** The gradient with respect to the points of one step. */
  final PointTerms terms;

  /** A zero for each component and dimension; only read. */
  final double[][] zeros;

  StepBuffers(int components, int size, int dimensions) {
    int points = Loops.padded(size);
    logDensities = new double[components][points];
    responsibilities = new double[components][points];
    largest = new double[points];
    scaledDensities = new double[points];
    shares = new double[components][points];
    masses = new double[components];
    perComponent = new double[components];
    sensitivities = new double[components][points];
    perPoint = new double[points];
    perParameter = new double[components][dimensions];
    perParameter2 = new double[components][dimensions];
    terms = new PointTerms(2 * components, size, dimensions);
    zeros = new double[components][dimensions];
  }
}
