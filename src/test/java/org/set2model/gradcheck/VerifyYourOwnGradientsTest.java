package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The example of the page "Verify your own gradients", compiled and run as it stands there. */
class VerifyYourOwnGradientsTest {

  // example-begin
  /** Cross-entropy of softmax(z) for the class in column 0 of a row of scores z. */
  static double crossEntropy(DMatrixRMaj z) {
    double largest = z.get(0, 0);
    for (int k = 1; k < z.numCols; k++) {
      largest = Math.max(largest, z.get(0, k));
    }
    double sum = 0;
    for (int k = 0; k < z.numCols; k++) {
      sum += Math.exp(z.get(0, k) - largest);
    }
    return largest + Math.log(sum) - z.get(0, 0);
  }

  /** Its gradient: softmax(z), less 1 for the class. */
  static DMatrixRMaj gradient(DMatrixRMaj z) {
    double loss = crossEntropy(z);
    DMatrixRMaj gradient = new DMatrixRMaj(1, z.numCols);
    for (int k = 0; k < z.numCols; k++) {
      gradient.set(0, k, Math.exp(z.get(0, k) - z.get(0, 0) - loss));
    }
    gradient.add(0, 0, -1);
    return gradient;
  }

  @Test
  void theGradientOfTheCrossEntropyIsRight() {
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0.3, -1.2, 2.5, 0.0}});

    GradientCheck.of(VerifyYourOwnGradientsTest::crossEntropy, z).assertAgrees(gradient(z));
  }

  // example-end

  @Test
  void aWrongGradientIsReportedWithItsPlaceAndAnInputToPaste() {
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0.3, -1.2, 2.5, 0.0}});
    DMatrixRMaj wrong = gradient(z);
    wrong.set(0, 2, wrong.get(0, 2) * (1 + 1e-5));

    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                GradientCheck.of(VerifyYourOwnGradientsTest::crossEntropy, z).assertAgrees(wrong));

    assertTrue(error.getMessage().contains("[0, 2]"), error.getMessage());
    assertTrue(error.getMessage().contains("new DMatrixRMaj("), error.getMessage());
  }

  @Test
  void thePageShowsThisExample() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/org/set2model/gradcheck/VerifyYourOwnGradientsTest.java"));
    String page =
        Files.readString(
            Path.of(
                "src/main/java/org/set2model/gradcheck/doc-files/verify-your-own-gradients.html"));
    String example = between(source, "// example-begin\n", "  // example-end");
    String shown = between(page, "<pre id=\"example\">\n", "</pre>");

    assertEquals(
        example.stripTrailing().stripIndent(),
        shown
            .replace("&#64;", "@")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
            .strip());
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
