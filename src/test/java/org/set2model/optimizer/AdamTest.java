package org.set2model.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Parameter;

class AdamTest {

  /** PyTorch 1.13.0: Adam(lr=0.1) on w = (1, -2), gradients (0.5, -3), (0.25, 1), (-2, 0). */
  @Test
  void threeStepsMatchPyTorch() {
    Parameter w = new Parameter("w", new DMatrixRMaj(new double[][] {{1, -2}}));
    Adam adam = new Adam(List.of(w));
    double[][] gradients = {{0.5, -3}, {0.25, 1}, {-2, 0}};
    for (double[] gradient : gradients) {
      adam.step(List.of(new DMatrixRMaj(new double[][] {gradient})), 0.1);
    }
    assertArrayEquals(TORCH, w.value().data, 1e-15);
  }

  private static final double[] TORCH = {0.8489282454888429, -1.8290411318785376};

  @Test
  void aGradientThatIsNotFiniteChangesNothing() {
    Parameter a = Parameter.scalar("a", 1);
    Parameter b = Parameter.scalar("b", 1);
    Adam adam = new Adam(List.of(a, b));
    DMatrixRMaj one = Parameter.scalar("", 1).value();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DMatrixRMaj wrong = Parameter.scalar("", bad).value();
      assertThrows(IllegalArgumentException.class, () -> adam.step(List.of(one, wrong), 0.1));
    }
    assertEquals(1, a.value().data[0]);
  }

  @Test
  void gradientsMustMatchTheParameters() {
    Adam adam = new Adam(List.of(Parameter.scalar("a", 1)));
    DMatrixRMaj one = Parameter.scalar("", 1).value();
    assertThrows(IllegalArgumentException.class, () -> adam.step(List.of(), 0.1));
    assertThrows(
        IllegalArgumentException.class, () -> adam.step(List.of(new DMatrixRMaj(1, 2)), 0.1));
    assertThrows(IllegalArgumentException.class, () -> adam.step(List.of(one), Double.NaN));
  }
}
