package org.set2model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.ElementwiseFunction;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.network.Linear;
import org.set2model.network.RowNormalization;

class TapeCheckTest {

  private final DMatrixRMaj x = new DMatrixRMaj(3, 2, true, 0.5, -1.25, 0.75, 2, -0.5, 1);
  private final DMatrixRMaj w = new DMatrixRMaj(2, 2, true, 1, 0.5, -0.25, 2);
  private final DMatrixRMaj b = new DMatrixRMaj(1, 2, true, 0.125, -0.5);

  /** The exponential with a product that is wrong by a thousandth in its entry (1, 0). */
  private static final class BrokenExponential implements Operation {

    @Override
    public String name() {
      return "broken exponential";
    }

    @Override
    public Evaluation evaluate(DMatrixRMaj... inputs) {
      DMatrixRMaj y = ElementwiseFunction.EXPONENTIAL.value(inputs[0]);
      return Evaluation.ofOne(
          y,
          gradient -> {
            DMatrixRMaj product = Arithmetic.MULTIPLICATION.value(gradient, y);
            product.data[y.numCols] *= 1.001;
            return product;
          });
    }
  }

  @Test
  void aRightCompositionAgrees() {
    TapeCheck.of(
            in -> RowNormalization.normalize(Linear.map(in[0], in[1], in[2])),
            Argument.of("x", x),
            Argument.of("w", w),
            Argument.of("b", b))
        .assertAgrees();
  }

  @Test
  void aLossAgrees() {
    TapeCheck.of(
            in -> PairwiseLogisticLoss.pairwiseLogisticLoss(in[0].exp(), in[0]),
            Argument.of("scores", new DMatrixRMaj(3, 1, true, 0.5, -1, 2)))
        .assertAgrees();
  }

  @Test
  void anOperationAgrees() {
    OperationCheck.of(new Linear(), Argument.of("x", x), Argument.of("w", w), Argument.of("b", b))
        .assertAgrees();
  }

  @Test
  void aBrokenOperationDisagrees() {
    assertEquals(
        Verdict.DISAGREE,
        OperationCheck.of(new BrokenExponential(), Argument.of("x", x)).check().verdict());
  }

  private static Variable broken(Variable[] in) {
    Variable h = Linear.map(in[0], in[1], in[2]);
    Variable y = new BrokenExponential().apply(ScalarMultiplication.multiply(0.5, h));
    return RowNormalization.normalize(y);
  }

  @Test
  void blameFallsOnTheBrokenOperation() {
    Optional<Blame> found =
        Blame.find(
            TapeCheckTest::broken,
            List.of(Argument.of("x", x), Argument.of("w", w), Argument.of("b", b)));
    Blame blame = found.orElseThrow();
    assertEquals("broken exponential", blame.operation());
    assertEquals(2, blame.step());
    assertEquals(new EntryLocation("input0", 1, 0), blame.input());
    assertEquals(1.001, blame.claimed() / blame.numerical(), 1e-8);
    assertTrue(blame.uncertainty() < 1e-8 * Math.abs(blame.numerical()));
    assertTrue(blame.createdAt().contains("TapeCheckTest.broken"), blame.createdAt());
    assertTrue(blame.toString().contains("DMatrixRMaj input0 = new DMatrixRMaj(3, 2, true, "));
  }

  @Test
  void aFailedAssertionNamesTheCulprit() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                TapeCheck.of(
                        TapeCheckTest::broken,
                        Argument.of("x", x),
                        Argument.of("w", w),
                        Argument.of("b", b))
                    .assertAgrees());
    assertTrue(error.getMessage().contains("to blame: broken exponential, step 2"));
  }

  @Test
  void nothingIsToBlameForARightGradient() {
    assertEquals(Optional.empty(), Blame.find(in -> in[0].exp(), List.of(Argument.of("x", x))));
  }

  @Test
  void anInputThatIsNotUsedHasTheGradientZero() {
    TapeCheck.of(in -> in[0].exp(), Argument.of("x", x), Argument.of("unused", w)).assertAgrees();
  }
}
