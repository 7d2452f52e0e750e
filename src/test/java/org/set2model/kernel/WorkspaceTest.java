package org.set2model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

  @Test
  void aReleasedMatrixIsLentAgainInAnotherShape() {
    Workspace workspace = new Workspace();
    DMatrixRMaj first = workspace.take(3, 8);
    workspace.release(first);
    DMatrixRMaj second = workspace.take(11, 2);

    assertSame(first, second);
    assertEquals(11, second.numRows);
    assertEquals(2, second.numCols);
  }

  @Test
  void aMatrixInUseIsNotLentTwice() {
    Workspace workspace = new Workspace();
    DMatrixRMaj first = workspace.take(4, 4);

    assertNotSame(first, workspace.take(4, 4));
  }

  @Test
  void releasingTwiceOrFromElsewhereChangesNothing() {
    Workspace workspace = new Workspace();
    DMatrixRMaj own = workspace.take(4, 4);
    workspace.release(own);
    workspace.release(own);
    DMatrixRMaj foreign = new DMatrixRMaj(4, 4);
    workspace.release(foreign);

    DMatrixRMaj a = workspace.take(4, 4);
    DMatrixRMaj b = workspace.take(4, 4);

    assertNotSame(a, b);
    assertNotSame(foreign, a);
    assertNotSame(foreign, b);
  }

  @Test
  void varyingSizesShareABoundedAmountOfMemory() {
    Workspace workspace = new Workspace();
    var random = new SplittableRandom(1);
    Set<double[]> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      DMatrixRMaj matrix = workspace.take(10, random.nextInt(900, 1100));
      assertTrue(matrix.data.length >= matrix.getNumElements());
      seen.add(matrix.data);
      workspace.release(matrix);
    }
    assertTrue(seen.size() <= 3, seen.size() + " matrices");
  }
}
