package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Domain;

/** The adversary's families say what is right and what is wrong. */
class AdversaryFamiliesTest {

  private static final int SEEDS = 4;

  @Test
  void namesAreUnique() {
    List<Family> families = AdversaryFamilies.all();
    assertEquals(families.size(), families.stream().map(Family::name).distinct().count());
  }

  @Test
  void rightClaimsAreNotWrongAndFollowFromTheSeed() {
    for (Family family : AdversaryFamilies.all()) {
      for (int seed = 0; seed < SEEDS && family.weight() >= 0.1; seed++) {
        Draw draw = new Draw(seed);
        Example example = family.example(draw);
        DMatrixRMaj[] claim = example.rightClaim(draw);
        assertFalse(example.isWrong(claim), () -> family.name() + example.difference(claim));
        Draw again = new Draw(seed);
        assertArrayEquals(claim[0].data, family.example(again).rightClaim(again)[0].data);
      }
    }
  }

  @Test
  void mistakesAreWrongByTheirOwnSize() {
    DMatrixRMaj x = new DMatrixRMaj(1, 3, true, 1, 2, 3);
    Example example = Example.sum(x, (t, i) -> i == 2 ? 0 : t * t, (t, i) -> i == 2 ? 0 : 2 * t);
    assertTrue(example.isWrong(claim(2, 4.00005, 0)));
    assertFalse(example.isWrong(claim(2, 4.00003, 0)));
    assertTrue(example.isWrong(claim(2, 0, 0)));
    assertTrue(example.isWrong(claim(2, 4, 1e-4)));
    assertFalse(example.isWrong(claim(2, 4, 1e-17)));
  }

  @Test
  void anyClaimBetweenTheSlopesOfAKinkIsRight() {
    Example example =
        Example.kinkedSum(new DMatrixRMaj(1, 1), (t, i) -> Math.abs(t), (t, i) -> -1, (t, i) -> 1);
    assertFalse(example.isWrong(claim(0.3)));
    assertFalse(example.isWrong(claim(-1)));
    assertTrue(example.isWrong(claim(1.0001)));
  }

  @Test
  void onTheSimplexAConstantIsNotWrong() {
    DMatrixRMaj p = new DMatrixRMaj(1, 2, true, 0.25, 0.75);
    Example example = Example.sum(p, (t, i) -> t * t, (t, i) -> 2 * t).in(Domain.simplex());
    assertFalse(example.isWrong(claim(7.5, 8.5)));
    assertTrue(example.isWrong(claim(7.5, 8.6)));
  }

  private static DMatrixRMaj[] claim(double... entries) {
    return new DMatrixRMaj[] {new DMatrixRMaj(1, entries.length, true, entries)};
  }
}
