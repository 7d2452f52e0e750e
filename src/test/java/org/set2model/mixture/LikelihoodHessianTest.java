package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

class LikelihoodHessianTest {

  /** The gradient of the likelihood, as a function of theta, points and example weights. */
  private static DMatrixRMaj gradient(DMatrixRMaj... in) {
    return new LogDensity().evaluate(in[0], in[1]).vectorJacobianProducts(2, in[2])[0];
  }

  /** Not at a stationary point: the moments there must not be taken for granted. */
  @Property(tries = 60, seed = "121")
  void productsAreThoseOfDifferencesOfTheGradient(
      @ForAll @IntRange(min = 1, max = 20) int points,
      @ForAll @IntRange(min = 1, max = 5) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, false, seed);
    VectorJacobianCheck.of(
            LikelihoodHessianTest::gradient,
            Argument.of("theta", fit.inputs[RandomFit.THETA]),
            Argument.of("points", fit.inputs[RandomFit.POINTS]),
            Argument.in(Domain.positive(), "weights", fit.inputs[RandomFit.WEIGHTS]))
        .assertAgrees(LikelihoodHessianTest::products);
  }

  private static DMatrixRMaj[] products(DMatrixRMaj[] in, DMatrixRMaj direction) {
    PointSet set = PointSet.of(in[1], in[2]);
    Theta theta = Theta.of(in[0]);
    var kernel = kernel(set, theta);
    var hessian = new LikelihoodHessian(kernel, theta);
    DMatrixRMaj toTheta = hessian.times(Theta.copyOf(direction)).toMatrix();
    var totals = FitGradient.withPoints(set);
    hessian.addDataMatvec(Theta.copyOf(direction), totals);
    return new DMatrixRMaj[] {
      toTheta,
      CommonOps_DDRM.transpose(new DMatrixRMaj(totals.points), null),
      new DMatrixRMaj(set.size, 1, true, totals.weights)
    };
  }

  private static StepKernel kernel(PointSet set, Theta theta) {
    PriorValues none = PriorValues.of(Prior.floorOnly(set.dimensions, 0), set.dimensions);
    var kernel = new StepKernel(set, none, Covariance.DIAGONAL, theta.components());
    kernel.expectation(theta);
    Maximization.masses(kernel.workspace);
    return kernel;
  }

  /** The identity between the paper's system and the fixed point's, line by line in the site. */
  @Test
  void atAFixedPointItIsMinusTheCompleteInformationTimesIMinusTheStepsDerivative() {
    var given = new ClusteredFit(40, 3, 3, false, Covariance.DIAGONAL, 1);
    Fit fit = given.fit(given.implicit(Differentiation.IMPLICIT));
    PointSet set = PointSet.of(given.inputs[0], given.inputs[1]);
    Theta theta = Theta.of(fit.parameters());
    var at = new FixedPoint(kernel(set, theta), theta);
    var hessian = new LikelihoodHessian(at.kernel, theta);
    var random = new SplittableRandom(1);
    double[] v = new double[at.units.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = random.nextGaussian();
    }
    // In units of complete information, s H s = -(I - s^-1 J s), and the latter is symmetric.
    double[] left = at.timesUnits(hessian.times(at.timesUnits(v)));
    Theta image = new Theta(3, 3);
    at.kernel.pull(theta, at.image, at.overUnits(v), image, FitGradient.withoutPoints(set));
    double[] right = at.timesUnits(image);
    for (int i = 0; i < v.length; i++) {
      assertEquals(right[i] - v[i], left[i], 1e-10);
    }
  }
}
