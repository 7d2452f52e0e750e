package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.set2model.gradcheck.argument.SymmetricDomain;

/** Wrong Hessians and Jacobian-vector products are killed: the verdict is DISAGREE. */
class SecondOrderMutantTest {

  /** Makes a right matrix wrong; null if it has nothing of the kind to spoil. */
  private interface Mutation {
    DMatrixRMaj of(DMatrixRMaj right, SplittableRandom random);
  }

  private static final int MOST_TRIES = 500;

  private static Map<String, Mutation> mutations() {
    Map<String, Mutation> all = new LinkedHashMap<>();
    for (int exponent = 1; exponent <= 5; exponent++) {
      double factor = 1 + Math.pow(10, -exponent);
      all.put("1e-" + exponent + " in one entry", (m, r) -> scaledEntry(m, factor, r));
    }
    all.put("an entry dropped", (m, r) -> scaledEntry(m, 0, r));
    all.put("the sign of an entry", (m, r) -> scaledEntry(m, -1, r));
    all.put("two entries exchanged", SecondOrderMutantTest::exchanged);
    all.put("a factor of 2", (m, r) -> scaled(m, (i, j) -> 2));
    all.put("the sign", (m, r) -> scaled(m, (i, j) -> -1));
    all.put("no cross terms", (m, r) -> scaled(m, (i, j) -> i == j ? 1 : 0));
    all.put("a triangle twice", (m, r) -> scaled(m, (i, j) -> i < j ? 2 : i == j ? 1 : 0));
    all.put("a missing column", (m, r) -> scaled(m, (i, j) -> j == m.numCols / 2 ? 0 : 1));
    all.put("a missing row", (m, r) -> scaled(m, (i, j) -> i == m.numRows / 2 ? 0 : 1));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> wrongHessiansAreKilled() {
    return tests((name, mutation) -> killHessians(name, mutation, 2, 4));
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> wrongHessiansOfMorePointsAreKilled() {
    return tests((name, mutation) -> killHessians(name, mutation, 40, 7));
  }

  @TestFactory
  Stream<DynamicTest> wrongProductsAreKilled() {
    return tests((name, mutation) -> killProducts(name, mutation, 2, 5));
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> wrongProductsOfMorePointsAreKilled() {
    return tests((name, mutation) -> killProducts(name, mutation, 60, 12));
  }

  private static Stream<DynamicTest> tests(BiConsumer<String, Mutation> test) {
    return mutations().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> test.accept(entry.getKey(), entry.getValue())));
  }

  /** All points at which the right Hessian agrees. */
  private static void killHessians(String name, Mutation mutation, int points, int variables) {
    int killed = 0;
    for (int family = 0; family < KnownHessian.FAMILIES; family++) {
      for (int seed = 0; seed < points; seed++) {
        KnownHessian known = KnownHessian.of(family, variables, seed);
        DMatrixRMaj wrong = mutation.of(known.right(), new SplittableRandom(seed));
        HessianCheck check = known.check().seed(seed);
        // Symmetric matrices move entries in pairs, of which a product sees sums only.
        boolean alone = !(known.argument().domain() instanceof SymmetricDomain);
        if (alone && wrong != null && check.check(known.right()).verdict() == Verdict.AGREE) {
          Report report = check.check(wrong);
          assertEquals(
              Verdict.DISAGREE, report.verdict(), () -> known.name() + ", " + name + ": " + report);
          killed++;
        }
      }
    }
    assertTrue(killed > 0.7 * points * KnownHessian.FAMILIES, name + ": " + killed);
  }

  private static void killProducts(String name, Mutation mutation, int points, int size) {
    int killed = 0;
    for (int family = 0; family < KnownJacobian.FAMILIES; family++) {
      for (int seed = 0; seed < points; seed++) {
        KnownJacobian known = KnownJacobian.of(family, size, size, seed);
        DMatrixRMaj wrong = mutation.of(known.jacobian(), new SplittableRandom(seed));
        if (wrong != null && known.check(known.jacobian(), seed).verdict() == Verdict.AGREE) {
          Report report = known.check(wrong, seed);
          assertEquals(
              Verdict.DISAGREE, report.verdict(), () -> known.name() + ", " + name + ": " + report);
          assertNamed(known, wrong, report);
          killed++;
        }
      }
    }
    assertTrue(killed > 0.7 * points * KnownJacobian.FAMILIES, name + ": " + killed);
  }

  /** Every finding that disagrees is about an entry that is wrong. */
  private static void assertNamed(KnownJacobian known, DMatrixRMaj wrong, Report report) {
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.DISAGREE && finding.place().isPresent()) {
        int output = Integer.parseInt(finding.subject().replaceAll("value\\[(\\d+), .*", "$1"));
        int input = finding.place().orElseThrow().row();
        assertTrue(
            wrong.get(output, input) != known.jacobian().get(output, input), finding::toString);
      }
    }
  }

  /** Errors that the gradient shares: it is right at the point, and wrong beside it. */
  @TestFactory
  Stream<DynamicTest> errorsThatTheGradientSharesAreKilled() {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            exponent ->
                DynamicTest.dynamicTest(
                    "1e-" + exponent, () -> killShared(Math.pow(10, -exponent), 3)));
  }

  private static void killShared(double error, int points) {
    for (int family = 0; family < KnownHessian.FAMILIES; family++) {
      for (int seed = 0; seed < points; seed++) {
        KnownHessian known = KnownHessian.of(family, 4, seed);
        DMatrixRMaj right = known.right();
        int[] entry = entry(right, new SplittableRandom(seed));
        if (entry != null && known.check().check(right).verdict() == Verdict.AGREE) {
          DMatrixRMaj x = known.argument().value();
          double excess = error * right.get(entry[0], entry[1]);
          Function<DMatrixRMaj[], DMatrixRMaj> gradient =
              in -> {
                DMatrixRMaj g = known.gradient(in[0]);
                for (int side = 0; side < (entry[0] == entry[1] ? 1 : 2); side++) {
                  int other = entry[1 - side];
                  g.data[entry[side]] += excess * (in[0].data[other] - x.data[other]);
                }
                return g;
              };
          DMatrixRMaj wrong = right.copy();
          wrong.add(entry[0], entry[1], excess);
          if (entry[0] != entry[1]) {
            wrong.add(entry[1], entry[0], excess);
          }
          Report report = known.check(gradient).check(wrong);
          assertEquals(Verdict.DISAGREE, report.verdict(), () -> known.name() + ": " + report);
        }
      }
    }
  }

  private static DMatrixRMaj scaledEntry(
      DMatrixRMaj matrix, double factor, SplittableRandom random) {
    int[] entry = entry(matrix, random);
    if (entry == null) {
      return null;
    }
    DMatrixRMaj wrong = matrix.copy();
    wrong.set(entry[0], entry[1], factor * matrix.get(entry[0], entry[1]));
    return wrong;
  }

  private static DMatrixRMaj exchanged(DMatrixRMaj matrix, SplittableRandom random) {
    DMatrixRMaj wrong = matrix.copy();
    for (int i = 0; i < MOST_TRIES; i++) {
      int a = random.nextInt(matrix.getNumElements());
      int b = random.nextInt(matrix.getNumElements());
      if (Math.abs(matrix.data[a] - matrix.data[b]) > 1e-3 * Math.abs(matrix.data[a])) {
        wrong.data[a] = matrix.data[b];
        wrong.data[b] = matrix.data[a];
        return wrong;
      }
    }
    return null;
  }

  private interface Factor {
    double at(int row, int column);
  }

  /** Null if nothing changes by that. */
  private static DMatrixRMaj scaled(DMatrixRMaj matrix, Factor factor) {
    DMatrixRMaj wrong = matrix.copy();
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        wrong.set(i, j, factor.at(i, j) * matrix.get(i, j));
      }
    }
    return CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(matrix, wrong, null)) > 0
        ? wrong
        : null;
  }

  /** Row and column of an entry that is not zero, or null. */
  private static int[] entry(DMatrixRMaj matrix, SplittableRandom random) {
    for (int i = 0; i < MOST_TRIES; i++) {
      int row = random.nextInt(matrix.numRows);
      int column = random.nextInt(matrix.numCols);
      if (matrix.get(row, column) != 0) {
        return new int[] {row, column};
      }
    }
    return null;
  }
}
