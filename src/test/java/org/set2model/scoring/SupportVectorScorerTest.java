package org.set2model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.RandomMatrices;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;

class SupportVectorScorerTest {

  private final SplittableRandom random = new SplittableRandom(1);
  private final DMatrixRMaj support = RandomMatrices.normal(4, 3, random);
  private final DMatrixRMaj queries = RandomMatrices.normal(5, 3, random);
  private final DMatrixRMaj negatives = RandomMatrices.normal(8, 3, random);

  @Test
  void scoresAreTheMachinesDecisionValues() {
    Variable scores =
        new SupportVectorScorer(negatives)
            .scores(Variable.constant(support), Variable.constant(queries));
    assertArrayEquals(
        SupportVectorMachine.fit(support, negatives, 1).scores(queries).data, scores.value().data);
    assertTrue(scores.isConstant());
  }

  @Test
  void whatWouldNeedADerivativeIsRefused() {
    var scorer = new SupportVectorScorer(negatives);
    Tape tape = new Tape();
    Variable constant = Variable.constant(support);
    Variable leaf = tape.leaf(queries);
    for (Variable[] inputs : new Variable[][] {{constant, leaf}, {leaf, constant}}) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> scorer.scores(inputs[0], inputs[1]));
      assertTrue(refused.getMessage().contains("no derivative"));
    }
  }
}
