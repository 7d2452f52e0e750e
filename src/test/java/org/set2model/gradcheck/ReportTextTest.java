package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;
import org.set2model.gradcheck.argument.EntryLocation;

/** The words of reports, to the letter. */
class ReportTextTest {

  private static final Argument X = Argument.of("x", 0.5, 0, 2);

  private static Finding finding(
      Argument argument, int index, Verdict verdict, Evidence evidence, double claimed, double d) {
    return finding(argument, index, verdict, evidence, claimed, d, d, 3e-12, "");
  }

  private static Finding finding(
      Argument argument,
      int index,
      Verdict verdict,
      Evidence evidence,
      double claimed,
      double lowest,
      double highest,
      double uncertainty,
      String reason) {
    EntryLocation place = EntryLocation.of(argument, index);
    double nearest = Math.max(lowest, Math.min(highest, claimed));
    return new Finding(
        place.toString(),
        Optional.of(place),
        verdict,
        evidence,
        claimed,
        nearest,
        lowest,
        highest,
        uncertainty,
        uncertainty,
        evidence == Evidence.STRICT || evidence == Evidence.RELATIVE
            ? uncertainty / Math.abs(nearest)
            : Double.NaN,
        reason);
  }

  private static void assertText(
      String expected, double order, Argument argument, Finding... findings) {
    Report report =
        Report.of(Arrays.asList(findings), order, 132, List.of(argument), Options.DEFAULT);
    assertEquals(expected.stripTrailing(), report.toString());
  }

  @Test
  void agreementSaysWhatItExcludes() {
    assertText(
        """
        gradient check: AGREE
          entries: 1 right to 6.0e-12 of their own size, 1 right at a kink, 1 right as zero
          Taylor remainder of order 2.00, where a right gradient has 2; 132 evaluations of the function
        """,
        2,
        X,
        finding(X, 0, Verdict.AGREE, Evidence.STRICT, 0.5, 0.5),
        finding(X, 1, Verdict.AGREE, Evidence.KINK, 0, -1, 1, 1e-10, "kink"),
        finding(X, 2, Verdict.AGREE, Evidence.ZERO, 0, 0));
  }

  @Test
  void disagreementBeginsWithTheEntryAndWhatToLookFor() {
    assertText(
        """
        gradient check: DISAGREE at x[2]: claimed 8.0, but differences give 4.0 +- 3.0e-12, a relative error of 5.0e-01
          look for a factor of 2: twice the derivative is claimed for x[0], x[2]
          entries: 2 wrong (x[0], x[2]), 1 right as zero
          Taylor remainder of order 1.00, where a right gradient has 2; 132 evaluations of the function
        double[] x = {0.5, 0.0, 2.0};
        double claimed = 8.0; // with respect to x[2]
        double numerical = 4.0;
        """,
        1,
        X,
        finding(X, 0, Verdict.DISAGREE, Evidence.NONE, 1, 0.5),
        finding(X, 1, Verdict.AGREE, Evidence.ZERO, 0, 0),
        finding(X, 2, Verdict.DISAGREE, Evidence.NONE, 8, 4));
  }

  @Test
  void otherWrongEntriesFollowWhereNothingExplainsThem() {
    assertText(
        """
        gradient check: DISAGREE at x[0][1]: claimed 3.0, but differences give 2.0 +- 3.0e-12, a relative error of 3.3e-01
          x[0][0]: claimed 1.001, but differences give 1.0 +- 3.0e-12, a relative error of 1.0e-03
          entries: 2 wrong (x[0][0], x[0][1]), 1 right to 7.5e-13 of their own size
          132 evaluations of the function
        double[][] x = {{0.5, 1.0}, {2.0, -1.0}};
        double claimed = 3.0; // with respect to x[0][1]
        double numerical = 2.0;
        """,
        Double.NaN,
        Argument.of("x", new double[][] {{0.5, 1}, {2, -1}}),
        finding(rows(), 0, Verdict.DISAGREE, Evidence.NONE, 1.001, 1),
        finding(rows(), 1, Verdict.DISAGREE, Evidence.NONE, 3, 2),
        finding(rows(), 2, Verdict.AGREE, Evidence.STRICT, 4, 4));
  }

  private static Argument rows() {
    return Argument.of("x", new double[][] {{0.5, 1}, {2, -1}});
  }

  @Test
  void kinksHaveTwoSlopes() {
    Argument matrix = Argument.of("x", new DMatrixRMaj(1, 1, true, 0));
    assertText(
        """
        gradient check: DISAGREE at x[0, 0]: claimed 1.5, but at this kink any slope from -1.0 to 1.0 is right
          entries: 1 wrong (x[0, 0])
          132 evaluations of the function
        DMatrixRMaj x = new DMatrixRMaj(1, 1, true, 0.0);
        double claimed = 1.5; // with respect to x[0, 0]
        double numerical = 1.0;
        """,
        Double.NaN,
        matrix,
        finding(matrix, 0, Verdict.DISAGREE, Evidence.NONE, 1.5, -1, 1, 1e-10, ""));
  }

  @Test
  void simplexEntriesAreExplained() {
    Argument weights = Argument.in(Domain.simplex(), "weights", 0.25, 0.75);
    assertText(
        """
        gradient check: DISAGREE at weights[0]: claimed -1.1, but differences give -1.0 +- 3.0e-12, a relative error of 9.1e-02
          weight moves from the largest entry weights[1] to weights[0]: the derivative is the gradient's entry there less that of the largest
          entries: 1 wrong (weights[0])
          132 evaluations of the function
        double[] weights = {0.25, 0.75};
        double claimed = -1.1; // with respect to weights[0]
        double numerical = -1.0;
        """,
        Double.NaN,
        weights,
        finding(weights, 0, Verdict.DISAGREE, Evidence.NONE, -1.1, -1));
  }

  @Test
  void whatIsUnresolvedComesWithARemedy() {
    Argument one = Argument.of("x", 0.5);
    assertText(
        """
        gradient check: UNRESOLVED at x[0]: claimed 0.8775825618903728, and differences give 0.878 +- 2.0e-03: too vague
          what to do: leave large constants out of the function's value, compute it in double precision, or check at a point where the derivative is larger
          entries: 1 unresolved
          132 evaluations of the function
        double[] x = {0.5};
        double claimed = 0.8775825618903728; // with respect to x[0]
        double numerical = 0.8775825618903728;
        """,
        Double.NaN,
        one,
        finding(
            one,
            0,
            Verdict.UNRESOLVED,
            Evidence.NONE,
            Math.cos(0.5),
            Math.cos(0.5),
            Math.cos(0.5),
            2e-3,
            "too vague"));
  }

  @Test
  void agreementRelativeToOthersIsNotTakenForGranted() {
    Argument one = Argument.of("x", 0.5);
    assertText(
        """
        gradient check: UNRESOLVED at x[0]: claimed 1.0E-9, and differences give 1.0E-9 +- 1.0e-12: beside larger ones; of its own size, an error of 1.0e-03 could hide
          what to do: leave large constants out of the function's value, or check where the entry changes it more; acceptRelative() accepts it as it is
          entries: 1 right relative to others only
          132 evaluations of the function
        double[] x = {0.5};
        double claimed = 1.0E-9; // with respect to x[0]
        double numerical = 1.0E-9;
        """,
        Double.NaN,
        one,
        finding(
            one,
            0,
            Verdict.AGREE,
            Evidence.RELATIVE,
            1e-9,
            1e-9,
            1e-9,
            1e-12,
            "beside larger ones"));
  }

  @Test
  void largeArgumentsAreShownAroundTheEntryOnly() {
    double[] entries = new double[1000];
    Arrays.setAll(entries, i -> i / 8.0);
    Argument large = Argument.of("x", entries);
    assertText(
        """
        gradient check: DISAGREE at x[123]: claimed 2.5, but differences give 2.0 +- 3.0e-12, a relative error of 2.0e-01
          directions through 1000 entries: 1 wrong
          entries: 1 wrong (x[123])
          132 evaluations of the function
        // x (1000 entries) is too large to print; from x[121] on it is 15.125, 15.25, 15.375, 15.5, 15.625, ...
        double claimed = 2.5; // with respect to x[123]
        double numerical = 2.0;
        """,
        Double.NaN,
        large,
        new Finding(
            "a direction",
            Optional.empty(),
            Verdict.DISAGREE,
            Evidence.NONE,
            7,
            6,
            6,
            6,
            1e-10,
            1e-10,
            Double.NaN,
            ""),
        finding(large, 123, Verdict.DISAGREE, Evidence.NONE, 2.5, 2));
  }

  @Test
  void aDefectComesBeforeNumbers() {
    Report report =
        Report.unfit("the function is not deterministic", 2, List.of(Argument.of("x", 1)));
    assertEquals(
        """
        gradient check: UNRESOLVED: the function is not deterministic
          2 evaluations of the function
        double[] x = {1.0};""",
        report.toString());
  }

  @Test
  void textsDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      String expected = texts();
      for (String tag : new String[] {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(expected, texts());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String texts() {
    var text = new StringBuilder();
    text.append(GradientCheck.of(x -> x[0] * x[1], 2.5, 3.5).check(3, 2));
    text.append(GradientCheck.of(x -> Math.abs(x[0]), 0).check(1.5));
    text.append(GradientCheck.of(x -> 1e14 + Math.sin(x[0]), 0.5).check(Math.cos(0.5)));
    text.append(GradientCheck.of(x -> (float) Math.sin(x[0]), 0.5).check(0.9));
    try {
      GradientCheck.of(x -> x[0], 1.5).check(1, 2);
    } catch (IllegalArgumentException expected) {
      text.append(expected.getMessage());
    }
    try {
      Argument.in(Domain.box(0.5, 1.5), "x", 2.5);
    } catch (IllegalArgumentException expected) {
      text.append(expected.getMessage());
    }
    return text.toString();
  }

  @Test
  void theUsualFailureTakesAboutTenLines() {
    String text = GradientCheck.of(x -> x[0] * x[1], 2.5, 3.5).check(3, 2).toString();
    assertTrue(text.lines().count() <= 10, text);
  }
}
