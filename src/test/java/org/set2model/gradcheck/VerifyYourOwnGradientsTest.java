package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** The examples of the page "Verify your own gradients", compiled and run as they stand there. */
class VerifyYourOwnGradientsTest {

  // example-begin
  /** Cross-entropy of softmax(z) for class 0. */
  static double crossEntropy(double[] z) {
    double largest = Arrays.stream(z).max().getAsDouble();
    double sum = Arrays.stream(z).map(score -> Math.exp(score - largest)).sum();
    return largest + Math.log(sum) - z[0];
  }

  /** Its gradient: softmax(z), less 1 for the class. */
  static double[] gradient(double... z) {
    double loss = crossEntropy(z);
    double[] gradient = Arrays.stream(z).map(score -> Math.exp(score - z[0] - loss)).toArray();
    gradient[0] -= 1;
    return gradient;
  }

  @Test
  void theGradientOfTheCrossEntropyIsRight() {
    double[] z = {0.3, -1.2, 2.5, 0.0};

    GradientCheck.of(VerifyYourOwnGradientsTest::crossEntropy, z).assertAgrees(gradient(z));
  }

  @Property(seed = "1", tries = 100)
  void itIsRightForAllScores(
      @ForAll @DoubleRange(min = -5, max = 5) double a,
      @ForAll @DoubleRange(min = -5, max = 5) double b) {
    GradientCheck.of(VerifyYourOwnGradientsTest::crossEntropy, a, b).assertAgrees(gradient(a, b));
  }

  // example-end

  @Test
  void severalArgumentsAreCheckedAsThePageSays() {
    double[] mean = {0.5, -1};
    double[] variance = {2, 0.25};
    double[] gradientOfMean = {-0.5 / 2, 1 / 0.25};
    double[] gradientOfVariance = {
      0.5 * 0.25 / 4 - 0.25, 0.5 / (0.25 * 0.25) - 0.5 / 0.25,
    };
    // several-begin
    GradientCheck.of(
            in -> logLikelihood(in[0].data, in[1].data),
            Argument.of("mean", mean),
            Argument.in(Domain.positive(), "variance", variance))
        .assertAgrees(gradientOfMean, gradientOfVariance);
    // several-end
  }

  /** Log-density of the origin, without its constant. */
  private static double logLikelihood(double[] mean, double[] variance) {
    double sum = 0;
    for (int d = 0; d < mean.length; d++) {
      sum -= mean[d] * mean[d] / (2 * variance[d]) + Math.log(variance[d]) / 2;
    }
    return sum;
  }

  @Test
  void productsAreCheckedAsThePageSays() {
    DMatrixRMaj a = new DMatrixRMaj(2, 3, true, 1, 2, -1, 0.5, 3, -2);
    DMatrixRMaj b = new DMatrixRMaj(3, 2, true, 0.3, -1, 2, 0.7, -0.2, 1);
    // product-begin
    VectorJacobianCheck.of(
            in -> CommonOps_DDRM.mult(in[0], in[1], null), Argument.of("a", a), Argument.of("b", b))
        .assertAgrees(
            (in, upstream) ->
                new DMatrixRMaj[] {
                  CommonOps_DDRM.multTransB(upstream, in[1], null),
                  CommonOps_DDRM.multTransA(in[0], upstream, null)
                });
    // product-end
  }

  @Test
  void wrongGradientsFailWithTheMessagesOnThePage() throws IOException {
    double[] z = {0.3, -1.2, 2.5, 0.0};
    double[] missing = gradient(z);
    missing[0]++;
    assertEquals(withoutDigits(onPage("missing")), withoutDigits(message(z, missing)));
    double[] half = Arrays.stream(gradient(z)).map(entry -> entry / 2).toArray();
    assertEquals(withoutDigits(onPage("half")), withoutDigits(message(z, half)));
  }

  private static String message(double[] z, double[] wrong) {
    GradientCheck check = GradientCheck.of(VerifyYourOwnGradientsTest::crossEntropy, z);
    return assertThrows(AssertionError.class, () -> check.assertAgrees(wrong)).getMessage();
  }

  /** Estimated errors and numbers of evaluations, and digits beyond the tenth, may change. */
  private static String withoutDigits(String text) {
    return text.replaceAll("\\+- [^,]*,", "+- U,")
        .replaceAll("right to [^ ]*", "right to U")
        .replaceAll("\\d+ evaluations", "N evaluations")
        .replaceAll("(\\.\\d{10})\\d*", "$1");
  }

  @Test
  void thePageShowsTheseExamples() throws IOException {
    for (String name : new String[] {"example", "several", "product"}) {
      String source =
          Files.readString(
              Path.of("src/test/java/org/set2model/gradcheck/VerifyYourOwnGradientsTest.java"));
      String example = between(source, "// " + name + "-begin\n", "// " + name + "-end");
      assertEquals(example.stripTrailing().stripIndent(), onPage(name));
    }
  }

  private static String onPage(String name) throws IOException {
    String page =
        Files.readString(
            Path.of(
                "src/main/java/org/set2model/gradcheck/doc-files/verify-your-own-gradients.html"));
    return between(page, "<pre id=\"" + name + "\">\n", "</pre>")
        .replace("&#64;", "@")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
