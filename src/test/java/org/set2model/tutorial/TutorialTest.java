package org.set2model.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.audit.TapeCheck;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;

/** The code of the tutorial: what stands between the marks is on the page, and the other way. */
class TutorialTest {

  private static final Path PAGE = Path.of("src/site/markdown/tutorial.md");
  private static final Path SOURCE =
      Path.of("src/test/java/org/set2model/tutorial/TutorialTest.java");

  private static final String BEGIN = "// begin";
  private static final String END = "// end";

  private final SplittableRandom random = new SplittableRandom(1);

  // begin
  /** Logistic regression: the score of a point is linear in its coordinates. */
  static Variable logistic(Variable x, Variable... p) {
    return x.times(p[0]).plus(p[1]);
  }

  /** A network of two layers: hidden units between the coordinates and the score. */
  static Variable network(Variable x, Variable... p) {
    return x.times(p[0]).plus(p[1]).tanh().times(p[2]).plus(p[3]);
  }

  /** The cross-entropy of labels 0 and 1: the mean of log(1 + exp(s)) - y s. */
  static Variable loss(Variable scores, Variable labels) {
    return scores.softplus().minus(labels.timesElementwise(scores)).mean();
  }

  // end

  // begin
  /** A model: scores of points, from the points and the parameters. */
  interface Model {
    Variable scores(Variable x, Variable... parameters);
  }

  /** Moves the parameters down the gradient, and returns the last loss. */
  static double train(
      Model model, DMatrixRMaj x, DMatrixRMaj y, int steps, double rate, DMatrixRMaj... p) {
    double last = 0;
    for (int t = 0; t < steps; t++) {
      Tape tape = new Tape();
      Variable[] leaves = new Variable[p.length];
      for (int i = 0; i < p.length; i++) {
        leaves[i] = tape.leaf(p[i]);
      }
      Variable loss = loss(model.scores(Variable.constant(x), leaves), Variable.constant(y));
      last = loss.scalar();
      Gradients gradients = tape.backward(loss);
      for (int i = 0; i < p.length; i++) {
        CommonOps_DDRM.addEquals(p[i], -rate, gradients.of(leaves[i]));
      }
    }
    return last;
  }

  // end

  /** Standard normal numbers times a size. */
  private DMatrixRMaj normal(int rows, int columns, double size) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = size * random.nextGaussian();
    }
    return matrix;
  }

  /** Of 200 points, 1 where the product of both coordinates is positive. */
  private static DMatrixRMaj quadrants(DMatrixRMaj x) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, 1);
    for (int n = 0; n < x.numRows; n++) {
      y.data[n] = x.get(n, 0) * x.get(n, 1) > 0 ? 1 : 0;
    }
    return y;
  }

  private static double rightShare(Model model, DMatrixRMaj x, DMatrixRMaj y, DMatrixRMaj... p) {
    Variable[] constants = new Variable[p.length];
    for (int i = 0; i < p.length; i++) {
      constants[i] = Variable.constant(p[i]);
    }
    DMatrixRMaj scores = model.scores(Variable.constant(x), constants).value();
    int right = 0;
    for (int n = 0; n < x.numRows; n++) {
      right += scores.data[n] > 0 == y.data[n] > 0 ? 1 : 0;
    }
    return (double) right / x.numRows;
  }

  @Test
  void theNetworkLearnsWhatLogisticRegressionCannot() throws IOException {
    DMatrixRMaj x = normal(200, 2, 1);
    DMatrixRMaj y = quadrants(x);
    // begin
    DMatrixRMaj[] line = {new DMatrixRMaj(2, 1), new DMatrixRMaj(1, 1)};
    double lineLoss = train(TutorialTest::logistic, x, y, 500, 0.5, line);

    DMatrixRMaj[] layers = {
      normal(2, 8, 1), new DMatrixRMaj(1, 8), normal(8, 1, 0.3), new DMatrixRMaj(1, 1)
    };
    double networkLoss = train(TutorialTest::network, x, y, 500, 0.5, layers);
    // end
    assertStated("logistic regression", lineLoss, rightShare(TutorialTest::logistic, x, y, line));
    assertStated(
        "network of two layers", networkLoss, rightShare(TutorialTest::network, x, y, layers));
    assertTrue(networkLoss < 0.5 * lineLoss);
  }

  private static void assertStated(String model, double loss, double share) throws IOException {
    String row = String.format(Locale.ROOT, "| %s | %.2f | %.0f %% |", model, loss, 100 * share);
    assertTrue(Files.readAllLines(PAGE).contains(row), row);
  }

  /** Two clouds apart are for logistic regression. */
  @Test
  void logisticRegressionFindsTheLineBetweenTwoClouds() {
    DMatrixRMaj x = normal(200, 2, 0.5);
    DMatrixRMaj y = new DMatrixRMaj(200, 1);
    for (int n = 0; n < 200; n++) {
      y.data[n] = n % 2;
      x.data[2 * n] += n % 2 == 0 ? -2 : 2;
    }
    DMatrixRMaj[] line = {new DMatrixRMaj(2, 1), new DMatrixRMaj(1, 1)};

    assertTrue(train(TutorialTest::logistic, x, y, 200, 0.5, line) < 0.05);
    assertEquals(1, rightShare(TutorialTest::logistic, x, y, line));
  }

  @Test
  void theGradientIsProved() {
    DMatrixRMaj x = normal(5, 2, 1);
    DMatrixRMaj y = quadrants(x);
    // begin
    TapeCheck.of(
            p -> loss(network(Variable.constant(x), p), Variable.constant(y)),
            Argument.of("w1", normal(2, 3, 1)),
            Argument.of("b1", normal(1, 3, 1)),
            Argument.of("w2", normal(3, 1, 1)),
            Argument.of("b2", normal(1, 1, 1)))
        .assertAgrees();
    // end
  }

  @Test
  void thePageShowsThisCode() throws IOException {
    List<String> onThePage = blocks(Files.readAllLines(PAGE), "```java", "```");
    assertEquals(4, onThePage.size());
    assertEquals(blocks(Files.readAllLines(SOURCE), BEGIN, END), onThePage);
  }

  /** What stands between lines that are marks, moved to the left. */
  private static List<String> blocks(List<String> lines, String begin, String end) {
    List<String> blocks = new ArrayList<>();
    List<String> block = null;
    for (String line : lines) {
      if (block == null && line.strip().equals(begin)) {
        block = new ArrayList<>();
      } else if (block != null && line.strip().equals(end)) {
        blocks.add(String.join("\n", block).stripTrailing().stripIndent());
        block = null;
      } else if (block != null) {
        block.add(line);
      }
    }
    return blocks;
  }
}
