package org.set2model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.catalog.Catalog;

class ContractsTest {

  @Test
  void everyEntryOfTheCatalogKeepsAllContracts() {
    assertEquals(List.of(), violations(2));
  }

  @Test
  @Tag("slow")
  void everyEntryOfTheCatalogKeepsAllContractsInManyCases() {
    assertEquals(List.of(), violations(60));
  }

  private static List<String> violations(int cases) {
    List<String> violations = new ArrayList<>();
    for (Entry entry : Catalog.entries()) {
      for (int number = 0; number < cases; number++) {
        Case drawn = entry.draw(2, number);
        String where = entry.name() + ", case " + number + ": ";
        Contracts.violations(drawn.operation(), drawn.inputs(), number)
            .forEach(violation -> violations.add(where + violation));
      }
    }
    return violations;
  }

  /** Squares entries, with a product that can be given a fault. */
  private abstract static class Square implements Operation {

    @Override
    public String name() {
      return "square";
    }

    @Override
    public Evaluation evaluate(DMatrixRMaj... inputs) {
      DMatrixRMaj x = inputs[0];
      return Evaluation.ofOne(squared(x), gradient -> product(x, gradient));
    }

    DMatrixRMaj squared(DMatrixRMaj x) {
      DMatrixRMaj y = x.copy();
      for (int i = 0; i < y.getNumElements(); i++) {
        y.data[i] *= y.data[i];
      }
      return y;
    }

    DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
      DMatrixRMaj product = x.copy();
      for (int i = 0; i < product.getNumElements(); i++) {
        product.data[i] *= 2 * gradient.data[i];
      }
      return product;
    }
  }

  private static void assertViolates(String violation, Operation operation) {
    List<String> violations = Contracts.violations(operation, inputs(), 1);
    assertTrue(
        violations.stream().anyMatch(text -> text.contains(violation)), violations.toString());
  }

  private static DMatrixRMaj[] inputs() {
    return new DMatrixRMaj[] {new DMatrixRMaj(2, 2, true, 1, -2, 3, 0.5)};
  }

  @Test
  void aRightOperationViolatesNothing() {
    assertEquals(List.of(), Contracts.violations(new Square() {}, inputs(), 1));
  }

  @Test
  void aValueOfOtherBitsIsNoticed() {
    assertViolates(
        "value and evaluate differ",
        new Square() {
          @Override
          public DMatrixRMaj value(DMatrixRMaj... inputs) {
            DMatrixRMaj y = squared(inputs[0]);
            y.data[0] = Math.nextUp(y.data[0]);
            return y;
          }
        });
  }

  @Test
  void aProductThatRemembersIsNoticed() {
    assertViolates(
        "two products differ",
        new Square() {
          private final DMatrixRMaj sum = new DMatrixRMaj(2, 2);

          @Override
          DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
            DMatrixRMaj product = super.product(x, gradient);
            for (int i = 0; i < 4; i++) {
              sum.data[i] += product.data[i];
            }
            return sum.copy();
          }
        });
  }

  @Test
  void aChangedInputIsNoticed() {
    assertViolates(
        "an input is changed",
        new Square() {
          @Override
          DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
            DMatrixRMaj product = super.product(x, gradient);
            x.data[0] = 7;
            return product;
          }
        });
  }

  @Test
  void aProductThatIsNotLinearIsNoticed() {
    assertViolates(
        "not linear",
        new Square() {
          @Override
          DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
            DMatrixRMaj product = super.product(x, gradient);
            product.data[3] += gradient.data[3] * gradient.data[3];
            return product;
          }
        });
  }

  @Test
  void aProductOfNothingIsNoticed() {
    assertViolates(
        "zero gradient is not zero",
        new Square() {
          @Override
          DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
            DMatrixRMaj product = super.product(x, gradient);
            product.data[3] += 1e-12;
            return product;
          }
        });
  }

  @Test
  void aNumberMadeOfNaNIsNoticed() {
    assertViolates(
        "a NaN in input 0 gives a number",
        new Square() {
          @Override
          DMatrixRMaj squared(DMatrixRMaj x) {
            DMatrixRMaj y = super.squared(x);
            for (int i = 0; i < y.getNumElements(); i++) {
              y.data[i] = y.data[i] > 0 ? y.data[i] : 0;
            }
            return y;
          }
        });
  }

  @Test
  void aGradientNobodyWantsIsNoticed() {
    Operation careless =
        new Operation() {
          @Override
          public String name() {
            return "careless";
          }

          @Override
          public Evaluation evaluate(DMatrixRMaj... inputs) {
            Evaluation right = new ScalarMultiplication().evaluate(inputs);
            return new Evaluation(
                right.value(),
                (gradient, into) -> {
                  DMatrixRMaj[] products = right.vectorJacobianProducts(2, gradient);
                  into.add(0, products[0]);
                  into.add(1, products[1]);
                });
          }
        };
    DMatrixRMaj[] inputs = {Draw.scalar(2), new DMatrixRMaj(1, 3, true, 1, 2, 3)};
    List<String> violations = Contracts.violations(careless, inputs, 1);
    assertTrue(
        violations.contains("careless: input 0 receives what it does not want"),
        violations.toString());
  }
}
