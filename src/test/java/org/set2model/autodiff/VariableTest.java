package org.set2model.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class VariableTest {

  /** A unit in the last place or three, relative. */
  private static final double FEW_ULP = 8e-16;

  private static final DMatrixRMaj X = matrix(2, 3, 1, 2, 3, 4, 5, 6);

  private static DMatrixRMaj matrix(int rows, int columns, double... entries) {
    return new DMatrixRMaj(rows, columns, true, entries);
  }

  private static Variable constant(int rows, int columns, double... entries) {
    return Variable.constant(matrix(rows, columns, entries));
  }

  private static void assertMatrix(DMatrixRMaj actual, int rows, int columns, double... entries) {
    assertEquals(rows, actual.numRows);
    assertEquals(columns, actual.numCols);
    assertArrayEquals(entries, actual.data);
  }

  private static void assertValue(Variable actual, int rows, int columns, double... entries) {
    assertMatrix(actual.value(), rows, columns, entries);
  }

  @Test
  void arithmeticGoesEntryByEntry() {
    Variable a = constant(1, 3, 6, 8, -3);
    Variable b = constant(1, 3, 2, -4, 1);

    assertValue(a.plus(b), 1, 3, 8, 4, -2);
    assertValue(a.plus(0.5), 1, 3, 6.5, 8.5, -2.5);
    assertValue(a.minus(b), 1, 3, 4, 12, -4);
    assertValue(a.timesElementwise(b), 1, 3, 12, -32, -3);
    assertValue(a.over(b), 1, 3, 3, -2, -3);
    assertValue(a.times(-2), 1, 3, -12, -16, 6);
    assertValue(a.square(), 1, 3, 36, 64, 9);
  }

  @Test
  void theMatrixProductSumsOverTheInnerSize() {
    Variable w = constant(3, 1, 1, 0, -2);

    assertValue(Variable.constant(X).times(w), 2, 1, -5, -8);
  }

  @Test
  void sumsAndMeansAreOfAllOfEachRowOrOfEachColumn() {
    Variable x = Variable.constant(X);

    assertValue(x.sum(), 1, 1, 21);
    assertValue(x.sum(Axis.EACH_ROW), 2, 1, 6, 15);
    assertValue(x.sum(Axis.EACH_COLUMN), 1, 3, 5, 7, 9);
    assertValue(x.mean(), 1, 1, 3.5);
    assertValue(x.mean(Axis.EACH_ROW), 2, 1, 2, 5);
    assertValue(x.mean(Axis.EACH_COLUMN), 1, 3, 2.5, 3.5, 4.5);
    assertThrows(
        IllegalArgumentException.class, () -> Variable.constant(new DMatrixRMaj(0, 3)).mean());
  }

  @Test
  void theTransposeExchangesRowsAndColumns() {
    assertValue(Variable.constant(X).transpose(), 3, 2, 1, 4, 2, 5, 3, 6);
  }

  @Test
  void numbersRowsAndColumnsAreBroadcastOnEitherSide() {
    Variable x = Variable.constant(X);
    Variable row = constant(1, 3, 10, 20, 30);
    Variable column = constant(2, 1, 100, 200);

    assertValue(x.plus(row), 2, 3, 11, 22, 33, 14, 25, 36);
    assertValue(column.minus(x), 2, 3, 99, 98, 97, 196, 195, 194);
    assertValue(Variable.constant(12).over(x), 2, 3, 12, 6, 4, 3, 2.4, 2);
    assertValue(column.plus(row), 2, 3, 110, 120, 130, 210, 220, 230);
  }

  @Test
  void whatIsBroadcastReceivesTheSumOfTheGradients() {
    Tape tape = new Tape();
    Variable row = tape.leaf(matrix(1, 3, 1, 1, 1));
    Variable column = tape.leaf(matrix(2, 1, 1, 1));
    Variable number = tape.leaf(matrix(1, 1, 1));
    Variable y = Variable.constant(X).timesElementwise(row).timesElementwise(column);

    Gradients gradients = tape.backward(y.timesElementwise(number).sum());

    assertMatrix(gradients.of(row), 1, 3, 5, 7, 9);
    assertMatrix(gradients.of(column), 2, 1, 6, 15);
    assertMatrix(gradients.of(number), 1, 1, 21);
  }

  @Test
  void matricesOfOneShapeAreNotBroadcast() {
    Tape tape = Tape.tracing();
    Variable x = tape.leaf(X);

    x.plus(x);

    assertEquals(1, tape.steps().size());
    assertTrue(
        tape.steps().get(0).createdAt().contains("matricesOfOneShapeAreNotBroadcast"),
        tape.steps().get(0)::createdAt);
  }

  private static void assertRefused(String message, Runnable computation) {
    Exception thrown = assertThrows(IllegalArgumentException.class, computation::run);
    assertEquals(message, thrown.getMessage());
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Variable x = Variable.constant(X);
    Variable y = constant(2, 2, 1, 2, 3, 4);

    assertRefused(
        "addition: operands (2 x 3 and 2 x 2) must have one shape, or be broadcast to it",
        () -> x.plus(y));
    assertRefused(
        "subtraction: operands (1 x 3 and 2 x 2) must have one shape, or be broadcast to it",
        () -> x.sum(Axis.EACH_COLUMN).minus(y));
    assertRefused(
        "matrix multiplication: the first factor (2 x 3) must have a column for each row of the"
            + " second (2 x 2); entry by entry it is timesElementwise",
        () -> x.times(y));
    assertRefused(
        "a matrix of 2 x 2 cannot be broadcast to 2 x 3: it must be 1 x 1, 1 x 3 or 2 x 1",
        () -> y.broadcast(2, 3));
  }

  @Test
  void whatIsOutsideTheDomainIsRefused() {
    String division = "elementwise division by %s: every divisor must be a number other than 0";
    String logarithm = "logarithm of %s: every entry must be > 0";
    for (double divisor : new double[] {0, -0.0, Double.NaN}) {
      assertRefused(
          String.format(division, divisor), () -> constant(1, 1, 1).over(constant(1, 1, divisor)));
    }
    for (double x : new double[] {0, -1, Double.NaN}) {
      assertRefused(String.format(logarithm, x), () -> constant(1, 2, 1, x).log());
    }
  }

  private static void assertFunction(
      UnaryOperator<Variable> function, double x, double value, double slope) {
    Tape tape = new Tape();
    Variable leaf = tape.leaf(matrix(1, 1, x));
    Variable y = function.apply(leaf);
    double actual = tape.backward(y).of(leaf).data[0];
    assertEquals(value, y.scalar(), FEW_ULP * Math.abs(value), "value at " + x);
    assertEquals(slope, actual, FEW_ULP * Math.abs(slope), "derivative at " + x);
  }

  /** The values are those of the power series of {@code e^x}, where one term is all of it. */
  @Test
  void functionsKeepTheirDigitsWhereTheySaturate() {
    assertFunction(Variable::softplus, 0, Math.log(2), 0.5);
    assertFunction(Variable::softplus, -50, Math.exp(-50), Math.exp(-50));
    assertFunction(Variable::softplus, 800, 800, 1);
    assertFunction(Variable::softplus, -800, 0, 0);
    assertFunction(Variable::sigmoid, 0, 0.5, 0.25);
    assertFunction(Variable::sigmoid, 50, 1, Math.exp(-50));
    assertFunction(Variable::sigmoid, -700, Math.exp(-700), Math.exp(-700));
    assertFunction(Variable::sigmoid, 800, 1, 0);
    assertFunction(Variable::tanh, 1e-10, 1e-10, 1);
    assertFunction(Variable::tanh, 25, 1, 4 * Math.exp(-50));
    assertFunction(Variable::tanh, -800, -1, 0);
    assertFunction(Variable::log, 1e-300, Math.log(1e-300), 1e300);
    assertFunction(Variable::exp, -700, Math.exp(-700), Math.exp(-700));
  }

  @Test
  void secondDerivativesKeepTheirDigitsWhereFunctionsSaturate() {
    assertCurvature(Variable::softplus, 50, Math.exp(-50));
    assertCurvature(Variable::sigmoid, 50, -Math.exp(-50));
    assertCurvature(Variable::sigmoid, -50, Math.exp(-50));
    assertCurvature(Variable::tanh, 25, -8 * Math.exp(-50));
    assertCurvature(Variable::log, 1e-100, -1e200);
  }

  private static void assertCurvature(UnaryOperator<Variable> function, double x, double expected) {
    DMatrixRMaj[] one = {matrix(1, 1, 1)};
    double actual =
        Tangents.hessianVectorProduct(
                in -> function.apply(in[0]), new DMatrixRMaj[] {matrix(1, 1, x)}, one)[0]
            .data[0];
    assertEquals(expected, actual, FEW_ULP * Math.abs(expected));
  }

  @Test
  void aQuotientOfTinyNumbersHasAFiniteDerivative() {
    Tape tape = new Tape();
    Variable a = tape.leaf(matrix(1, 1, 1e-310));
    Variable b = tape.leaf(matrix(1, 1, 1e-310));
    Gradients gradients = tape.backward(a.over(b), matrix(1, 1, 1e-310));

    assertEquals(1, gradients.of(a).data[0]);
    assertEquals(-1, gradients.of(b).data[0]);
  }

  @Test
  void broadcastingHasTangentsToo() {
    BinaryOperator<Variable> function = (a, b) -> a.over(b).mean(Axis.EACH_ROW).sum();
    DMatrixRMaj[] inputs = {X, matrix(1, 3, 1, 2, 4)};
    DMatrixRMaj[] tangents = {new DMatrixRMaj(2, 3), matrix(1, 3, 0, 1, 0)};

    double change =
        Tangents.jacobianVectorProduct(in -> function.apply(in[0], in[1]), inputs, tangents)
            .data[0];

    assertEquals(-(2 + 5) / 4.0 / 3, change, 1e-15);
  }

  @Test
  void itsTextTellsKindAndShape() {
    Variable leaf = new Tape().leaf(X);

    assertEquals("leaf, 2 x 3", leaf.toString());
    assertEquals("result, 3 x 2", leaf.transpose().toString());
    assertEquals("result, 1 x 1: 21.0", leaf.sum().toString());
    assertEquals("constant, 1 x 1: 0.5", Variable.constant(0.5).toString());
  }
}
