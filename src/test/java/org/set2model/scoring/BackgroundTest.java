package org.set2model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.Prior;

class BackgroundTest {

  private static final DMatrixRMaj CENTERS =
      new DMatrixRMaj(new double[][] {{1, 0.6, 0.8}, {3, -1, 0}});

  /** Points around {@code clusters} directions of the plane, as many around each. */
  private static DMatrixRMaj clusters(int clusters, int each) {
    var random = new SplittableRandom(1);
    var points = new DMatrixRMaj(clusters * each, 2);
    for (int n = 0; n < points.numRows; n++) {
      double angle = 2 * Math.PI * (n % clusters) / clusters + 1e-3 * random.nextGaussian();
      points.set(n, 0, Math.cos(angle));
      points.set(n, 1, Math.sin(angle));
    }
    return points;
  }

  @Test
  void theDensityIsTheWeightedMeanOfKernelsOnTheCenters() {
    double variance = 0.3;
    var background = new Background(CENTERS, variance);
    double[] query = {0.2, -0.4};
    double expected = 0;
    for (int k = 0; k < 2; k++) {
      double square =
          Math.pow(query[0] - CENTERS.get(k, 1), 2) + Math.pow(query[1] - CENTERS.get(k, 2), 2);
      expected +=
          CENTERS.get(k, 0) / 4 * Math.exp(-square / (2 * variance)) / (2 * Math.PI * variance);
    }
    var queries = Variable.constant(new DMatrixRMaj(new double[][] {query}));
    assertEquals(Math.log(expected), background.logDensity(queries).scalar(), 1e-14);
  }

  @Test
  void fewDistinctImagesAreTheirOwnCenters() {
    DMatrixRMaj points = new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}});
    Background background = Background.of(points, 0.01, 1);
    assertEquals(2, background.centers().numRows);
    int first = background.centers().get(0, 1) > 0.5 ? 0 : 1;
    assertArrayEquals(
        new double[] {0.75, 1, 0}, row(background.centers(), first), 1e-7, "the triple");
    assertArrayEquals(
        new double[] {0.25, 0, 1}, row(background.centers(), 1 - first), 1e-7, "the other");
  }

  @Test
  void manyImagesAreSummarizedByCentersNearThem() {
    DMatrixRMaj points = clusters(20, 60);
    Background background = Background.of(points, 0.02, 1);
    DMatrixRMaj centers = background.centers();
    assertTrue(centers.numRows <= 512);
    double total = 0;
    for (int k = 0; k < centers.numRows; k++) {
      total += centers.get(k, 0);
    }
    assertEquals(1, total, 1e-5);
    // the summary and the kernel density of all points agree where there are points
    Scorer all =
        MixtureScorer.kernelDensity(Prior.ofVariance(2, 1e12, 0.02, VariancePrior.FLOOR * 0.02));
    Variable queries = Variable.constant(points);
    double[] exact = all.scores(queries, queries).value().data;
    double[] summary = background.logDensity(queries).value().data;
    for (int n = 0; n < exact.length; n++) {
      assertEquals(exact[n], summary[n], 0.01);
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    DMatrixRMaj points = clusters(5, 200);
    assertArrayEquals(
        Background.of(points, 0.02, 7).centers().data,
        Background.of(points, 0.02, 7).centers().data);
  }

  @Test
  void aBackgroundThatIsNoDensityIsRefused() {
    for (double[][] centers :
        List.of(
            new double[][] {{0, 1, 1}},
            new double[][] {{-1, 1, 1}, {3, 1, 1}},
            new double[][] {{Double.NaN, 1, 1}},
            new double[][] {{1, Double.POSITIVE_INFINITY, 1}},
            new double[][] {{1}})) {
      assertThrows(
          IllegalArgumentException.class, () -> new Background(new DMatrixRMaj(centers), 0.1));
    }
    for (double variance : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new Background(CENTERS, variance));
    }
    var background = new Background(CENTERS, 0.1);
    for (double exponent : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new LikelihoodRatio(background, exponent));
    }
  }

  /** The composition of the concept's density, the background's and their difference. */
  @Test
  void theGradientOfAScoreThatIsComparedAgrees() {
    var scorer =
        new MixtureScorer(
            FitOptions.kernelDensity(),
            Prior.ofVariance(2, 10, 0.3, 1e-6),
            Optional.of(new LikelihoodRatio(new Background(CENTERS, 0.3), 0.7)));
    var support = new DMatrixRMaj(new double[][] {{0, 1}, {0.6, 0.8}, {0.8, 0.6}});
    var query = new DMatrixRMaj(new double[][] {{0.28, 0.96}});
    Tape tape = new Tape();
    Variable leaf = tape.leaf(query);
    var gradients = tape.backward(scorer.scores(Variable.constant(support), leaf));
    GradientCheck.of(
            x -> scorer.scores(Variable.constant(support), Variable.constant(x)).scalar(), query)
        .assertAgrees(gradients.of(leaf));
  }

  private static double[] row(DMatrixRMaj matrix, int row) {
    double[] values = new double[matrix.numCols];
    for (int j = 0; j < values.length; j++) {
      values[j] = matrix.get(row, j);
    }
    return values;
  }
}
