package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinearSolverTest {

  /** I - M with M of spectral radius below one, so that the Neumann series converges too. */
  @Property(tries = 50, seed = "131")
  void everySolverFindsTheSolution(
      @ForAll @IntRange(min = 1, max = 80) int size, @ForAll long seed) {
    var random = new SplittableRandom(seed);
    double[][] m = new double[size][size];
    for (double[] row : m) {
      for (int j = 0; j < size; j++) {
        row[j] = random.nextDouble(-0.9, 0.9) / size;
      }
    }
    double[] expected = random.doubles(size, -1, 1).toArray();
    UnaryOperator<double[]> product = minus(m);
    double[] b = product.apply(expected);
    for (LinearSolver solver : LinearSolver.values()) {
      LinearSolution solution = solver.solve(product, b);
      assertArrayEquals(expected, solution.x(), 1e-11, solver.toString());
      assertTrue(solution.residual() < 1e-12, solver + ": " + solution.residual());
      assertTrue(solution.condition() >= 1 - 1e-9 && solution.condition() < 1e4);
      assertTrue(solver == LinearSolver.NEUMANN || solution.matvecs() <= size + 1);
    }
  }

  private static UnaryOperator<double[]> minus(double[][] m) {
    return v -> {
      double[] image = v.clone();
      for (int i = 0; i < v.length; i++) {
        image[i] -= LinearSolution.dot(m[i], v);
      }
      return image;
    };
  }

  @Test
  void singularSystemsHaveAnInfiniteOrHugeCondition() {
    // The projection on the plane of vectors that sum to zero; the right-hand side is outside.
    UnaryOperator<double[]> projection =
        v -> {
          double mean = (v[0] + v[1] + v[2]) / 3;
          return new double[] {v[0] - mean, v[1] - mean, v[2] - mean};
        };
    double[] b = {1, 2, 4};
    for (LinearSolver solver : LinearSolver.values()) {
      LinearSolution solution = solver.solve(projection, b);
      assertTrue(
          solution.condition() > 1e12 || solution.residual() > 0.1, solver + ": " + solution);
    }
  }

  @Test
  void aRightHandSideOfZeroHasTheSolutionZero() {
    for (LinearSolver solver : LinearSolver.values()) {
      LinearSolution solution = solver.solve(UnaryOperator.identity(), new double[4]);
      assertArrayEquals(new double[4], solution.x());
      assertEquals(0, solution.residual());
    }
  }

  @Test
  void theConditionIsThatOfTheMatrix() {
    double[] diagonal = {1, 0.5, 0.01, 1e-3};
    UnaryOperator<double[]> product =
        v -> new double[] {v[0], 0.5 * v[1], 0.01 * v[2], 1e-3 * v[3]};
    for (LinearSolver solver : LinearSolver.values()) {
      LinearSolution solution = solver.solve(product, diagonal);
      assertArrayEquals(new double[] {1, 1, 1, 1}, solution.x(), 1e-9, solver.toString());
      assertEquals(1000, solution.condition(), 10, solver.toString());
    }
  }
}
