package org.set2model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.audit.OperationCheck;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;

class InnerProductOperationsTest {

  private static final List<Operation> BOTH =
      List.of(new MeanInnerProduct(), new MaximumInnerProduct());

  @Test
  void valuesByHand() {
    DMatrixRMaj support = new DMatrixRMaj(new double[][] {{1, 2, 3}, {3, 0, -1}});
    DMatrixRMaj queries = new DMatrixRMaj(new double[][] {{1, 1, 1}, {2, 0, 0}, {0, 0, -4}});
    assertArrayEquals(new double[] {4, 4, -4}, new MeanInnerProduct().value(support, queries).data);
    assertArrayEquals(
        new double[] {6, 6, 4}, new MaximumInnerProduct().value(support, queries).data);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void valuesAreThoseOfThePlainSums(
      @ForAll @IntRange(min = 1, max = 7) int examples,
      @ForAll @IntRange(min = 0, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 11) int dimension,
      @ForAll @IntRange(min = -8, max = 8) int exponent) {
    var random = new SplittableRandom(31L * examples + 7L * rows + dimension);
    double scale = Math.pow(10, exponent);
    DMatrixRMaj support = matrix(examples, dimension, scale, random);
    DMatrixRMaj queries = matrix(rows, dimension, 1, random);
    DMatrixRMaj mean = new MeanInnerProduct().value(support, queries);
    DMatrixRMaj maximum = new MaximumInnerProduct().value(support, queries);
    for (int m = 0; m < rows; m++) {
      double sum = 0;
      double largest = Double.NEGATIVE_INFINITY;
      for (int n = 0; n < examples; n++) {
        double product = 0;
        for (int j = 0; j < dimension; j++) {
          product += support.get(n, j) * queries.get(m, j);
        }
        sum += product;
        largest = Math.max(largest, product);
      }
      assertEquals(sum / examples, mean.data[m], 1e-13 * scale * dimension);
      assertEquals(largest, maximum.data[m], 1e-13 * scale * dimension);
    }
  }

  @Property(seed = "2", tries = 50, edgeCases = EdgeCasesMode.NONE)
  void productsAgreeWithFiniteDifferences(
      @ForAll @IntRange(min = 1, max = 6) int examples,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 9) int dimension,
      @ForAll @IntRange(min = -8, max = 8) int exponent) {
    var random = new SplittableRandom(101L * examples + 13L * rows + dimension);
    double scale = Math.pow(10, exponent);
    for (Operation operation : BOTH) {
      DMatrixRMaj[] inputs = {
        matrix(examples, dimension, scale, random), matrix(rows, dimension, 1, random)
      };
      OperationCheck.of(
              operation, Argument.of("support", inputs[0]), Argument.of("queries", inputs[1]))
          .assertAgrees();
    }
  }

  @Test
  void theProductAtATieIsThatOfTheFirstExample() {
    DMatrixRMaj support = new DMatrixRMaj(new double[][] {{0, 0}, {1, 2}, {1, 2}});
    DMatrixRMaj queries = new DMatrixRMaj(new double[][] {{1, 1}});
    DMatrixRMaj[] products =
        new MaximumInnerProduct()
            .evaluate(support, queries)
            .vectorJacobianProducts(2, new DMatrixRMaj(new double[][] {{5}}));
    assertArrayEquals(new double[] {0, 0, 5, 5, 0, 0}, products[0].data);
    assertArrayEquals(new double[] {5, 10}, products[1].data);
  }

  @Test
  void aNaNIsNeverHidden() {
    DMatrixRMaj queries = new DMatrixRMaj(new double[][] {{1, 1}, {Double.NaN, 1}});
    for (Operation operation : BOTH) {
      DMatrixRMaj support = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
      DMatrixRMaj scores = operation.value(support, queries);
      assertTrue(Double.isFinite(scores.data[0]), operation.name());
      assertTrue(Double.isNaN(scores.data[1]), operation.name());
      for (int n = 0; n < 2; n++) {
        DMatrixRMaj broken = support.copy();
        broken.set(n, 0, Double.NaN);
        assertTrue(Double.isNaN(operation.value(broken, queries).data[0]), operation.name());
      }
    }
  }

  @Test
  void productsAreLinearInTheUpstreamGradientAndZeroAtZero() {
    var random = new SplittableRandom(3);
    DMatrixRMaj support = matrix(3, 4, 1, random);
    DMatrixRMaj queries = matrix(5, 4, 1, random);
    DMatrixRMaj upstream = matrix(5, 1, 1, random);
    DMatrixRMaj twice = upstream.copy();
    for (int i = 0; i < 5; i++) {
      twice.data[i] *= 2;
    }
    for (Operation operation : BOTH) {
      DMatrixRMaj[] once = products(operation, support, queries, upstream);
      DMatrixRMaj[] doubled = products(operation, support, queries, twice);
      DMatrixRMaj[] zero = products(operation, support, queries, new DMatrixRMaj(5, 1));
      for (int input = 0; input < 2; input++) {
        assertArrayEquals(
            Arrays.stream(once[input].data).map(value -> 2 * value).toArray(), doubled[input].data);
        assertTrue(Arrays.stream(zero[input].data).allMatch(value -> value == 0));
      }
    }
  }

  @Test
  void gradientsReachOnlyTheLeavesThatAreThere() {
    for (Scorer scorer : List.of(new AverageScorer(), new NearestNeighborScorer())) {
      var random = new SplittableRandom(9);
      var tape = new Tape();
      Variable queries = tape.leaf(matrix(3, 2, 1, random));
      Variable support = Variable.constant(matrix(4, 2, 1, random));
      Variable scores = scorer.scores(support, queries);
      assertEquals(3, scores.rows());
      assertEquals(1, scores.columns());
      DMatrixRMaj gradient = tape.backward(scores, matrix(3, 1, 1, random)).of(queries);
      assertEquals(3, gradient.numRows);
      assertTrue(scorer.scores(support, support).isConstant());
    }
  }

  @Test
  void scorersHaveTheirUsualNames() {
    assertEquals("AVG", new AverageScorer().name());
    assertEquals("NN", new NearestNeighborScorer().name());
  }

  @Test
  void emptySupportAndDifferentDimensionsAreRejected() {
    for (Operation operation : BOTH) {
      assertThrows(
          IllegalArgumentException.class,
          () -> operation.evaluate(new DMatrixRMaj(0, 2), new DMatrixRMaj(1, 2)));
      assertThrows(
          IllegalArgumentException.class,
          () -> operation.evaluate(new DMatrixRMaj(1, 3), new DMatrixRMaj(1, 2)));
    }
  }

  private static DMatrixRMaj[] products(
      Operation operation, DMatrixRMaj support, DMatrixRMaj queries, DMatrixRMaj upstream) {
    return operation.evaluate(support, queries).vectorJacobianProducts(2, upstream);
  }

  /** Central differences at a step and at half of it, extrapolated: exact up to fourth order. */
  private static DMatrixRMaj matrix(int rows, int columns, double scale, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = scale * (2 * random.nextDouble() - 1);
    }
    return matrix;
  }
}
