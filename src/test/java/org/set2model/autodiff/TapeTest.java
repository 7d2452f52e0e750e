package org.set2model.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TapeTest {

  private static DMatrixRMaj scalar(double value) {
    return new DMatrixRMaj(new double[][] {{value}});
  }

  @Test
  void chainRuleThroughSeveralOperations() {
    Tape tape = new Tape();
    Variable x = tape.leaf(scalar(0.5));
    Variable y = ScalarMultiplication.multiply(3, x).exp();

    assertEquals(3 * Math.exp(1.5), tape.backward(y).of(x).data[0]);
  }

  @Test
  void aVariableUsedTwiceReceivesTheSumOfItsContributions() {
    Tape tape = new Tape();
    Variable x = tape.leaf(scalar(2));
    Variable square = ScalarMultiplication.multiply(x, x);
    Variable sum = square.plus(x).plus(x);

    assertEquals(2 * 2 + 2, tape.backward(sum).of(x).data[0]);
  }

  @Test
  void aRuleMayHandItsUpstreamGradientToBothInputs() {
    Operation sum =
        new Operation() {
          @Override
          public String name() {
            return "sum that passes its gradient on";
          }

          @Override
          public Evaluation evaluate(DMatrixRMaj... inputs) {
            return new Evaluation(
                scalar(inputs[0].data[0] + inputs[1].data[0]),
                (gradient, into) -> {
                  into.add(0, gradient);
                  into.add(1, gradient);
                });
          }
        };
    Tape tape = new Tape();
    Variable a = tape.leaf(scalar(1));
    Variable b = tape.leaf(scalar(1));
    // a receives a second contribution, which must not reach b.
    Gradients gradients = tape.backward(sum.apply(sum.apply(a, b), a));

    assertEquals(2, gradients.of(a).data[0]);
    assertEquals(1, gradients.of(b).data[0]);
  }

  @Test
  void aMatrixOutputIsSweptFromItsGradient() {
    Tape tape = new Tape();
    Variable x = tape.leaf(new DMatrixRMaj(new double[][] {{0, 1}}));
    Variable y = x.exp();
    DMatrixRMaj upstream = new DMatrixRMaj(new double[][] {{2, -1}});

    DMatrixRMaj gradient = tape.backward(y, upstream).of(x);

    assertArrayEquals(new double[] {2, -Math.E}, gradient.data);
    assertArrayEquals(new double[] {2, -1}, upstream.data, "the given gradient is only read");
  }

  @Test
  void aLeafThatTheOutputDoesNotDependOnHasGradientZero() {
    Tape tape = new Tape();
    Variable x = tape.leaf(scalar(1));
    Variable unused = tape.leaf(new DMatrixRMaj(2, 3));

    DMatrixRMaj gradient = tape.backward(x.exp()).of(unused);

    assertEquals(2, gradient.numRows);
    assertEquals(3, gradient.numCols);
    assertArrayEquals(new double[6], gradient.data);
  }

  @Test
  void operationsOnConstantsAreNotRecorded() {
    Variable y = Variable.constant(scalar(1)).exp();

    assertTrue(y.isConstant());
    assertEquals(Math.E, y.scalar());
  }

  @Test
  void differentiatingAConstantIsAnError() {
    Tape tape = new Tape();
    tape.leaf(scalar(1));
    Variable constant = Variable.constant(scalar(1)).exp();

    assertThrows(IllegalArgumentException.class, () -> tape.backward(constant));
  }

  @Test
  void aLossMustBeScalar() {
    Tape tape = new Tape();
    Variable x = tape.leaf(new DMatrixRMaj(1, 2));

    assertThrows(IllegalArgumentException.class, () -> tape.backward(x.exp()));
  }

  @Test
  void aSweptTapeIsSpent() {
    Tape tape = new Tape();
    Variable x = tape.leaf(scalar(1));
    Variable y = x.exp();
    tape.backward(y);

    assertThrows(IllegalStateException.class, () -> tape.backward(y));
    assertThrows(IllegalStateException.class, () -> x.exp());
    assertThrows(IllegalStateException.class, () -> tape.leaf(scalar(1)));
  }

  @Test
  void variablesOfTwoTapesDoNotMix() {
    Variable a = new Tape().leaf(scalar(1));
    Variable b = new Tape().leaf(scalar(1));

    assertThrows(IllegalArgumentException.class, () -> a.plus(b));
  }

  @Test
  void onlyLeavesOfTheSweptTapeHaveGradients() {
    Tape tape = new Tape();
    Variable x = tape.leaf(scalar(1));
    Variable y = x.exp();
    Gradients gradients = tape.backward(y);

    assertThrows(IllegalArgumentException.class, () -> gradients.of(y));
    assertThrows(IllegalArgumentException.class, () -> gradients.of(Variable.constant(scalar(1))));
  }

  @Test
  void aTracingTapeRemembersWhatWasAppliedAndWhere() {
    Tape tape = Tape.tracing();
    Variable x = tape.leaf(scalar(1));
    Variable y = x.exp();

    Tape.Step step = tape.steps().get(0);

    assertEquals("exponential", step.operation().name());
    assertEquals(x, step.inputs().get(0));
    assertEquals(y, step.output());
    assertTrue(
        step.createdAt().contains("aTracingTapeRemembersWhatWasAppliedAndWhere"), step.createdAt());
  }

  @Test
  void anOrdinaryTapeRemembersNoSteps() {
    assertThrows(IllegalStateException.class, () -> new Tape().steps());
  }

  /** An operation of an input of 1 x 2, whose rule is given. */
  private static Operation withRule(Pullback rule) {
    return new Operation() {
      @Override
      public String name() {
        return "mistaken";
      }

      @Override
      public Evaluation evaluate(DMatrixRMaj... inputs) {
        return new Evaluation(scalar(inputs[0].data[1]), rule);
      }
    };
  }

  private static void assertRefused(String message, Pullback rule) {
    Tape tape = new Tape();
    Variable y = withRule(rule).apply(tape.leaf(new DMatrixRMaj(1, 2)));
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> tape.backward(y));
    assertEquals(message, thrown.getMessage());
  }

  @Test
  void aRuleThatGivesNullIsRefused() {
    assertRefused(
        "mistaken: its rule gives null as the gradient of input 0, which is 1 x 2",
        (gradient, into) -> into.add(0, null));
  }

  @Test
  void aRuleThatGivesAnotherShapeIsRefused() {
    assertRefused(
        "mistaken: its rule gives 2 x 1 as the gradient of input 0, which is 1 x 2",
        (gradient, into) -> into.add(0, new DMatrixRMaj(2, 1)));
    assertRefused(
        "mistaken: its rule gives 1 x 1 as the gradient of input 0, which is 1 x 2",
        (gradient, into) -> into.add(0, gradient));
  }

  @Test
  void aRuleThatSpeaksOfAnInputThereIsNotIsRefused() {
    String message =
        "mistaken: its rule speaks of input 1, but it was applied to 1, numbered from 0";
    assertRefused(message, (gradient, into) -> into.add(1, new DMatrixRMaj(1, 2)));
    assertRefused(message, (gradient, into) -> into.wants(1));
  }

  @Test
  void whatARuleGivesToAConstantIsNotLookedAt() {
    Tape tape = new Tape();
    Variable x = tape.leaf(new DMatrixRMaj(1, 2));
    Operation mistaken =
        withRule(
            (gradient, into) -> {
              into.add(0, new DMatrixRMaj(1, 2));
              into.add(1, null);
            });
    Variable y = mistaken.apply(x, Variable.constant(scalar(3)));

    assertArrayEquals(new double[2], tape.backward(y).of(x).data);
  }

  @Test
  void tooFewInputsAreRefused() {
    String message =
        "addition cannot be computed from 1 input: does it take more?"
            + " (Index 1 out of bounds for length 1)";
    for (Variable x : new Variable[] {new Tape().leaf(scalar(1)), Variable.constant(scalar(1))}) {
      Exception thrown =
          assertThrows(IllegalArgumentException.class, () -> Arithmetic.ADDITION.apply(x));
      assertEquals(message, thrown.getMessage());
    }
  }
}
