package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.mixture.Differentiation.IMPLICIT;
import static org.set2model.mixture.Differentiation.KKT;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.argument.Argument;

/** The three ways back agree, and refuse where they would not be exact. */
class DifferentiationTest {

  @Property(tries = 100, seed = "101")
  void implicitEqualsUnrolledToConvergence(
      @ForAll @IntRange(min = 2, max = 60) int points,
      @ForAll @IntRange(min = 1, max = 32) int dimensions,
      @ForAll @IntRange(min = 1, max = 5) int components,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var given = new ClusteredFit(points, dimensions, components, withPrior, covariance, seed);
    FitOptions options = given.implicit(IMPLICIT);
    Fit fit = fitOrNull(given, options);
    Assume.that(fit != null && fit.converged());
    // To rounding of the gradient, not only of theta: the slowest term once more as far.
    int steps = 2 * fit.iterations();
    DMatrixRMaj[] unrolled =
        given.products(FitOptions.unrolled(given.components, steps).withCovariance(covariance));
    DMatrixRMaj[] implicit = given.products(options);
    assertEquals(0, given.difference(unrolled, implicit), 1e-9);
    assertEquals(0, CommonOps_DDRM.elementMaxAbs(implicit[RandomFit.THETA]));
  }

  @Property(tries = 100, seed = "102")
  void theSystemOfThePaperEqualsTheFixedPoint(
      @ForAll @IntRange(min = 2, max = 60) int points,
      @ForAll @IntRange(min = 1, max = 32) int dimensions,
      @ForAll @IntRange(min = 1, max = 5) int components,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var given = new ClusteredFit(points, dimensions, components, false, covariance, seed);
    Fit fit = fitOrNull(given, given.implicit(KKT));
    Assume.that(fit != null && fit.converged());
    DMatrixRMaj[] implicit = given.products(given.implicit(IMPLICIT));
    DMatrixRMaj[] kkt = given.products(given.implicit(KKT));
    assertEquals(0, given.difference(implicit, kkt), 1e-9);
  }

  /** A component may collapse on one point, where the likelihood is unbounded. */
  private static Fit fitOrNull(ClusteredFit given, FitOptions options) {
    try {
      return given.fit(options);
    } catch (IllegalArgumentException collapsed) {
      assertTrue(!given.withPrior, collapsed.getMessage());
      return null;
    }
  }

  @Property(tries = 40, seed = "103")
  void allSolversAgree(
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var given = new ClusteredFit(40, dimensions, components, true, covariance, seed);
    Assume.that(given.fit(given.implicit(IMPLICIT)).converged());
    DMatrixRMaj[] lu = given.products(given.implicit(IMPLICIT).withSolver(LinearSolver.LU));
    for (LinearSolver solver : new LinearSolver[] {LinearSolver.GMRES, LinearSolver.NEUMANN}) {
      DMatrixRMaj[] other = given.products(given.implicit(IMPLICIT).withSolver(solver));
      assertEquals(0, given.difference(lu, other), 1e-10, solver.toString());
    }
  }

  @Property(tries = 60, seed = "104")
  void oneComponentEqualsTheClosedForm(
      @ForAll @IntRange(min = 2, max = 60) int points,
      @ForAll @IntRange(min = 1, max = 32) int dimensions,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var given = new ClusteredFit(points, dimensions, 1, withPrior, covariance, seed);
    DMatrixRMaj[] eight = java.util.Arrays.copyOf(given.inputs, 8);
    var closed = new GaussianFit(covariance).evaluate(eight);
    DMatrixRMaj[] expected = closed.vectorJacobianProducts(8, given.upstream);
    for (Differentiation mode : Differentiation.values()) {
      if (mode != KKT || !withPrior) {
        FitOptions options = given.implicit(mode);
        Fit fit = given.fit(options);
        double size = CommonOps_DDRM.elementMaxAbs(closed.value());
        assertEquals(
            0, RandomFit.largestDifference(closed.value(), fit.parameters()), 1e-13 * size);
        assertEquals(0, given.difference(expected, given.products(options)), 1e-13);
      }
    }
  }

  @Test
  void implicitGradientsAgreeWithDifferencesOfTheConvergedFit() {
    for (Covariance covariance : Covariance.values()) {
      var given = new ClusteredFit(12, 2, 2, true, covariance, 3);
      var operation = new MixtureFit(given.implicit(IMPLICIT));
      VectorJacobianCheck.of(in -> operation.value(in), RandomFit.arguments(given.inputs))
          .assertAgrees((in, g) -> operation.evaluate(in).vectorJacobianProducts(9, g));
    }
  }

  /** At zero strengths and floor, the edge of their domain, the derivative is one-sided. */
  @Test
  void gradientsOfThePapersSystemAgreeWithDifferencesOfTheConvergedFit() {
    for (Covariance covariance : Covariance.values()) {
      var given = new ClusteredFit(20, 2, 2, false, covariance, 4);
      var operation = new MixtureFit(given.implicit(KKT));
      Argument[] arguments = RandomFit.arguments(given.inputs);
      VectorJacobianCheck.of(in -> operation.value(in), arguments)
          .assertAgrees((in, g) -> operation.evaluate(in).vectorJacobianProducts(9, g));
    }
  }

  @Property(tries = 30, seed = "105")
  void permutingShiftingAndScalingActAsMathematicsSays(
      @ForAll @IntRange(min = 1, max = 6) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var given = new ClusteredFit(30, dimensions, components, true, covariance, seed);
    FitOptions options = given.implicit(IMPLICIT);
    Assume.that(given.fit(options).converged());
    DMatrixRMaj[] expected = given.products(options);
    int[] points = RandomFit.rotation(30);
    int[] order = RandomFit.rotation(given.components);
    for (double scale : new double[] {1e-8, 1, 1e8}) {
      DMatrixRMaj[] moved = moved(given.inputs, scale, scale == 1 ? 3 : 0);
      moved[0] = RandomFit.permuteRows(moved[0], points);
      moved[1] = RandomFit.permuteRows(moved[1], points);
      moved[8] = RandomFit.permuteRows(moved[8], order);
      DMatrixRMaj upstream = RandomFit.permuteRows(given.upstream, order);
      for (int k = 0; k < upstream.numRows; k++) {
        for (int j = 0; j < dimensions; j++) {
          upstream.set(k, 1 + j, upstream.get(k, 1 + j) / scale);
          upstream.set(k, 1 + dimensions + j, upstream.get(k, 1 + dimensions + j) / scale / scale);
        }
      }
      DMatrixRMaj[] actual =
          new MixtureFit(options).evaluate(moved).vectorJacobianProducts(9, upstream);
      DMatrixRMaj toPoints = RandomFit.permuteRows(expected[0], points);
      CommonOps_DDRM.scale(scale, actual[0]);
      assertClose(toPoints, actual[0]);
      assertClose(RandomFit.permuteRows(expected[1], points), actual[1]);
    }
  }

  /** The inputs of the same fit in other units and from another origin. */
  private static DMatrixRMaj[] moved(DMatrixRMaj[] inputs, double scale, double shift) {
    DMatrixRMaj[] moved = new DMatrixRMaj[9];
    for (int i = 0; i < 9; i++) {
      moved[i] = inputs[i].copy();
    }
    int dimensions = inputs[0].numCols;
    for (int i : new int[] {RandomFit.POINTS, RandomFit.PRIOR_MEAN}) {
      for (int e = 0; e < moved[i].getNumElements(); e++) {
        moved[i].data[e] = scale * moved[i].data[e] + shift;
      }
    }
    CommonOps_DDRM.scale(scale * scale, moved[RandomFit.PRIOR_VARIANCE]);
    CommonOps_DDRM.scale(scale * scale, moved[RandomFit.FLOOR]);
    DMatrixRMaj theta = moved[RandomFit.THETA];
    for (int k = 0; k < theta.numRows; k++) {
      for (int j = 0; j < dimensions; j++) {
        theta.set(k, 1 + j, scale * theta.get(k, 1 + j) + shift);
        theta.set(k, 1 + dimensions + j, scale * scale * theta.get(k, 1 + dimensions + j));
      }
    }
    return moved;
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj actual) {
    double size = CommonOps_DDRM.elementMaxAbs(expected);
    assertEquals(0, RandomFit.largestDifference(expected, actual), 1e-9 * size);
  }

  /**
   * The weights' gradient matters only up to a constant, which moves no weight that sums to one.
   */
  @Test
  void aConstantAddedToTheGradientOfTheWeightsChangesNothing() {
    var given = new ClusteredFit(40, 3, 3, false, Covariance.DIAGONAL, 5);
    for (Differentiation mode : new Differentiation[] {IMPLICIT, KKT}) {
      DMatrixRMaj[] before = given.products(given.implicit(mode));
      DMatrixRMaj raised = given.upstream.copy();
      for (int k = 0; k < 3; k++) {
        raised.add(k, 0, 7);
      }
      DMatrixRMaj[] after =
          new MixtureFit(given.implicit(mode))
              .evaluate(given.inputs)
              .vectorJacobianProducts(9, raised);
      assertEquals(0, given.difference(before, after), 1e-11);
    }
  }

  @Test
  void aReportSaysHowFarAGradientCanBeTrusted() {
    var given = new ClusteredFit(40, 20, 3, true, Covariance.DIAGONAL, 6);
    List<AdjointReport> reports = new ArrayList<>();
    new MixtureFit(given.implicit(IMPLICIT), reports::add)
        .evaluate(given.inputs)
        .vectorJacobianProducts(9, given.upstream);
    AdjointReport report = reports.get(0);
    assertEquals(1, reports.size());
    assertTrue(report.fixedPointResidual() <= 1e-13, report.toString());
    assertTrue(report.solverResidual() <= 1e-12, report.toString());
    assertTrue(report.condition() >= 1 && report.condition() < 1e4, report.toString());
    assertTrue(report.products() < 123, "GMRES needs fewer products than unknowns: " + report);
  }

  @Test
  void unconvergedFitsAreRefusedOnTheWayBackOnly() {
    var given = new ClusteredFit(40, 2, 3, true, Covariance.DIAGONAL, 7);
    var fit = new MixtureFit(FitOptions.implicit(3, 2, IMPLICIT));
    var evaluation = fit.evaluate(given.inputs);
    assertRefused("not converged", () -> evaluation.vectorJacobianProducts(9, given.upstream));
  }

  @Test
  void thePapersSystemRefusesPriorAndFloorAndNamesTheRemedy() {
    var given = new ClusteredFit(40, 2, 2, true, Covariance.DIAGONAL, 8);
    assertRefused("IMPLICIT", () -> given.products(given.implicit(KKT)));
    given.inputs[RandomFit.ALPHA] = RandomFit.scalar(0);
    given.inputs[RandomFit.KAPPA] = RandomFit.scalar(0);
    given.inputs[RandomFit.NU] = RandomFit.scalar(0);
    assertRefused("IMPLICIT", () -> given.products(given.implicit(KKT)));
  }

  @Test
  void coincidentComponentsAreRefusedByEverySolver() {
    var given = new ClusteredFit(30, 2, 2, false, Covariance.DIAGONAL, 9);
    DMatrixRMaj theta = given.inputs[RandomFit.THETA];
    for (int j = 0; j < 5; j++) {
      theta.set(1, j, theta.get(0, j));
    }
    FitOptions options = given.implicit(IMPLICIT);
    assertEquals(1, given.fit(options).mixture().coincidentComponents()[0]);
    for (LinearSolver solver : LinearSolver.values()) {
      assertRefused("coincide", () -> given.products(options.withSolver(solver)));
    }
    assertRefused("coincide", () -> given.products(given.implicit(KKT)));
  }

  @Test
  void emptyComponentsAreRefused() {
    var given = new ClusteredFit(30, 2, 2, false, Covariance.DIAGONAL, 10);
    given.inputs[RandomFit.THETA].set(1, 1, 1e6);
    FitOptions options = given.implicit(IMPLICIT);
    assertEquals(1, given.fit(options).mixture().emptyComponents()[0]);
    assertRefused("component 1 is empty", () -> given.products(options));
  }

  private static void assertRefused(
      String part, org.junit.jupiter.api.function.Executable gradient) {
    String message = assertThrows(UnreliableGradientException.class, gradient).getMessage();
    assertTrue(
        message.contains(part) && message.contains("UNROLLED") || part.equals("IMPLICIT"), message);
    assertTrue(message.contains(part), message);
  }

  /** What the command reports: d(mean log-likelihood)/dX through start and fit, in every mode. */
  @Test
  void gradientOfTheMeanLogLikelihoodVanishesAtTheMaximumButForThePoints() {
    var given = new ClusteredFit(40, 3, 2, false, Covariance.DIAGONAL, 11);
    DMatrixRMaj[] gradients = new DMatrixRMaj[3];
    for (Differentiation mode : Differentiation.values()) {
      Tape tape = new Tape();
      Variable x = tape.leaf(given.inputs[0]);
      Variable a = Variable.constant(given.inputs[1]);
      Prior none = Prior.floorOnly(3, 0);
      Variable means = Variable.constant(CommonOps_DDRM.extract(given.inputs[8], 0, 2, 1, 4));
      Variable start = MeansStart.meansStart(x, a, none, means, Covariance.DIAGONAL);
      FitOptions options = given.implicit(mode);
      Variable theta = MixtureFit.mixtureFit(x, a, none, start, options);
      // Weighted by a, theta maximizes this sum: to first order only the queries' own part is left.
      Variable scores = LogDensity.logDensity(theta, x);
      gradients[mode.ordinal()] = tape.backward(scores, given.inputs[1]).of(x);
    }
    Tape tape = new Tape();
    Variable z = tape.leaf(given.inputs[0]);
    Variable theta = Variable.constant(given.fit(given.implicit(IMPLICIT)).parameters());
    DMatrixRMaj direct = tape.backward(LogDensity.logDensity(theta, z), given.inputs[1]).of(z);
    for (DMatrixRMaj gradient : gradients) {
      assertClose(direct, gradient);
    }
  }
}
