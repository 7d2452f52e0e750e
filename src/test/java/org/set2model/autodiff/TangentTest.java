package org.set2model.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.HessianCheck;
import org.set2model.gradcheck.JacobianVectorCheck;
import org.set2model.gradcheck.argument.Argument;

class TangentTest {

  private static DMatrixRMaj row(double... entries) {
    return new DMatrixRMaj(1, entries.length, true, entries);
  }

  /** {@code exp(s) x_1 + exp(s x_1)}, of which s is repeated and x has two rows. */
  private static Variable function(Variable s, Variable x) {
    Variable chosen = RowSelection.select(x, 1);
    Variable scaled = ScalarMultiplication.multiply(s, chosen);
    Variable repeated = s.exp().broadcast(1, 1);
    return ScalarMultiplication.multiply(repeated, chosen).plus(scaled.exp());
  }

  private static final DMatrixRMaj S = row(0.7);
  private static final DMatrixRMaj X = new DMatrixRMaj(2, 1, true, 5, -0.3);

  private static Variable function(Variable... in) {
    return function(in[0], in[1]);
  }

  private static DMatrixRMaj value(DMatrixRMaj... in) {
    return function(Variable.constant(in[0]), Variable.constant(in[1])).value();
  }

  private static DMatrixRMaj[] gradients(DMatrixRMaj... in) {
    Tape tape = new Tape();
    Variable s = tape.leaf(in[0]);
    Variable x = tape.leaf(in[1]);
    Gradients gradients = tape.backward(function(s, x));
    return new DMatrixRMaj[] {gradients.of(s), gradients.of(x)};
  }

  @Test
  void compositionsAreDifferentiatedForwards() {
    JacobianVectorCheck.of(TangentTest::value, Argument.of("s", S), Argument.of("x", X))
        .assertAgrees((in, v) -> Tangents.jacobianVectorProduct(TangentTest::function, in, v));
  }

  @Test
  void compositionsAreDifferentiatedTwice() {
    HessianCheck.of(
            in -> value(in).data[0],
            TangentTest::gradients,
            Argument.of("s", S),
            Argument.of("x", X))
        .assertAgrees((in, v) -> Tangents.hessianVectorProduct(TangentTest::function, in, v));
  }

  @Test
  void anOperationOfACompositionHasTheTangentOfTheComposition() {
    Tangent whole = Tangent.ofComposition(ElementwiseFunction.EXPONENTIAL, TangentTest::function);
    DMatrixRMaj[] inputs = {S, X, row(0.2), new DMatrixRMaj(2, 1, true, 1, -2)};
    DMatrixRMaj[] v = {inputs[2], inputs[3]};
    Evaluation evaluation = whole.evaluate(inputs);
    assertArrayEquals(
        Tangents.jacobianVectorProduct(TangentTest::function, new DMatrixRMaj[] {S, X}, v).data,
        evaluation.value().data);
    DMatrixRMaj[] toInputs = new DMatrixRMaj[2];
    evaluation
        .pullback()
        .pull(
            row(1),
            new Contributions() {
              @Override
              public boolean wants(int input) {
                return input < 2;
              }

              @Override
              public void add(int input, DMatrixRMaj gradient) {
                toInputs[input] = gradient;
              }
            });
    DMatrixRMaj[] expected =
        Tangents.hessianVectorProduct(TangentTest::function, new DMatrixRMaj[] {S, X}, v);
    assertArrayEquals(expected[0].data, toInputs[0].data);
    assertArrayEquals(expected[1].data, toInputs[1].data);
  }

  @Test
  void withoutATapeNothingIsRecorded() {
    Variable x = Variable.constant(row(2)).along(Variable.constant(row(3)));
    Variable y = x.exp();
    assertTrue(y.isConstant());
    assertTrue(y.tangent().isConstant());
    assertEquals(3 * Math.exp(2), y.tangent().scalar(), 1e-14);
  }

  @Test
  void whatNothingMovesStandsStill() {
    Variable x = Variable.constant(row(2, 1));
    assertArrayEquals(new double[2], x.exp().tangent().value().data);
    assertArrayEquals(
        new double[1],
        Tangents.hessianVectorProduct(
                in -> in[0], new DMatrixRMaj[] {row(2)}, new DMatrixRMaj[] {row(1)})[0]
            .data);
  }

  @Test
  void aTangentThatIsALeafReceivesTheGradient() {
    Tape tape = new Tape();
    Variable v = tape.leaf(row(1));
    Variable x = tape.leaf(row(2));
    Gradients gradients = tape.backward(x.along(v).exp().tangent());
    assertEquals(Math.exp(2), gradients.of(v).data[0]);
    assertEquals(Math.exp(2), gradients.of(x).data[0]);
  }

  @Test
  void anOperationWithoutARuleSaysSo() {
    Operation cube =
        new Operation() {
          @Override
          public String name() {
            return "cube";
          }

          @Override
          public Evaluation evaluate(DMatrixRMaj... inputs) {
            double x = inputs[0].data[0];
            return Evaluation.ofOne(row(x * x * x), g -> row(3 * x * x * g.data[0]));
          }
        };
    Variable still = Variable.constant(row(2));
    assertEquals(8, cube.apply(still).scalar());
    Variable moving = still.along(Variable.constant(row(1)));
    UnsupportedOperationException thrown =
        assertThrows(UnsupportedOperationException.class, () -> cube.apply(moving));
    assertEquals(
        "cube has no rule for tangents: it can be differentiated backwards only",
        thrown.getMessage());
  }

  @Test
  void shapesOfTangentsAreChecked() {
    Variable x = Variable.constant(row(1, 2));
    assertThrows(IllegalArgumentException.class, () -> x.along(Variable.constant(row(1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> ElementwiseFunction.EXPONENTIAL.tangent().evaluate(row(1, 2), row(1)));
  }

  @Test
  void onlyWhatIsWantedIsComputed() {
    boolean[] pulled = new boolean[1];
    Operation watched =
        new Operation() {
          @Override
          public String name() {
            return "watched";
          }

          @Override
          public Evaluation evaluate(DMatrixRMaj... inputs) {
            return Evaluation.ofOne(
                inputs[0],
                g -> {
                  pulled[0] = true;
                  return g;
                });
          }
        };
    Tape tape = new Tape();
    Variable x = tape.leaf(row(1));
    Variable change = Tangent.ofLinear(watched).apply(x, Variable.constant(row(2)));
    tape.backward(change);
    assertFalse(pulled[0]);
  }
}
