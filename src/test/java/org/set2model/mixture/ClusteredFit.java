package org.set2model.mixture;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Points around K centers and a seeded start among them: fits that converge. */
final class ClusteredFit {

  final Covariance covariance;
  final int components;
  final boolean withPrior;

  /** The inputs of a fit, in the order of {@link RandomFit}. */
  final DMatrixRMaj[] inputs = new DMatrixRMaj[9];

  final DMatrixRMaj upstream;

  /**
   * Without prior there is no floor either, and at least 8 K points, lest a component collapse.
   *
   * @param points 2 to 60
   */
  ClusteredFit(
      int points,
      int dimensions,
      int components,
      boolean withPrior,
      Covariance covariance,
      long seed) {
    var random = new SplittableRandom(seed);
    int size = withPrior ? points : Math.max(points, 8 * components);
    this.covariance = covariance;
    this.withPrior = withPrior;
    DMatrixRMaj centers = normal(components, dimensions, 2, random);
    DMatrixRMaj x = normal(size, dimensions, 1, random);
    DMatrixRMaj a = new DMatrixRMaj(size, 1);
    for (int n = 0; n < size; n++) {
      a.data[n] = random.nextDouble(0.5, 1.5);
      for (int j = 0; j < dimensions; j++) {
        x.add(n, j, centers.get(n % components, j));
      }
    }
    Prior prior =
        withPrior
            ? Prior.constant(dimensions, 1, 0.5, 1, 0.1, 1, 0.01)
            : Prior.floorOnly(dimensions, 0);
    PointSet set = PointSet.of(x, a);
    int[] indices = SeededStart.chooseIndices(set, components, seed);
    PriorValues values = PriorValues.of(prior, dimensions);
    Theta start = MixtureStart.start(set, indices, GaussianFit.fit(set, values, covariance));
    this.components = indices.length;
    inputs[RandomFit.POINTS] = x;
    inputs[RandomFit.WEIGHTS] = a;
    System.arraycopy(prior.values(), 0, inputs, RandomFit.ALPHA, Prior.PARTS);
    inputs[RandomFit.THETA] = start.toMatrix();
    upstream = normal(indices.length, 1 + 2 * dimensions, 1, random);
  }

  static DMatrixRMaj normal(int rows, int columns, double deviation, SplittableRandom random) {
    var matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = deviation * random.nextGaussian();
    }
    return matrix;
  }

  /** To a residual of 1e-13, which some fits don't reach in 5000 steps. */
  FitOptions implicit(Differentiation mode) {
    return FitOptions.implicit(components, 5000, mode)
        .withTolerance(1e-13)
        .withCovariance(covariance);
  }

  DMatrixRMaj[] products(FitOptions options) {
    return new MixtureFit(options).evaluate(inputs).vectorJacobianProducts(9, upstream);
  }

  Fit fit(FitOptions options) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    var kernel = new StepKernel(set, prior, covariance, components);
    return Fit.run(kernel, Theta.of(inputs[RandomFit.THETA]), options);
  }

  /**
   * The largest difference of the gradients of X, a and the prior, each relative to its largest
   * entry, or to the upstream gradient where the gradient is smaller: it is zero for one component
   * and alpha, for one.
   */
  double difference(DMatrixRMaj[] expected, DMatrixRMaj[] actual) {
    double worst = 0;
    for (int i = 0; i < RandomFit.THETA; i++) {
      double size =
          Math.max(
              CommonOps_DDRM.elementMaxAbs(expected[i]), CommonOps_DDRM.elementMaxAbs(upstream));
      worst = Math.max(worst, RandomFit.largestDifference(expected[i], actual[i]) / size);
    }
    return worst;
  }
}
