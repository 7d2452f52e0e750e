package org.set2model.gradcheck;

import static org.set2model.gradcheck.Verdict.AGREE;
import static org.set2model.gradcheck.Verdict.DISAGREE;
import static org.set2model.gradcheck.Verdict.UNRESOLVED;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.OperationCheck;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.SoftmaxCrossEntropy;

/** The wrong verdicts that were found in the checker's first edition, with what is right. */
final class WrongVerdicts {

  private static final Set<Verdict> NOT_REFUSED = Set.of(AGREE, UNRESOLVED);
  private static final Set<Verdict> NOT_ACCEPTED = Set.of(DISAGREE, UNRESOLVED);

  private final List<WrongVerdict> verdicts = new ArrayList<>();

  private WrongVerdicts() {}

  static List<WrongVerdict> all() {
    var wrong = new WrongVerdicts();
    wrong.evenFunctions();
    wrong.tinyEntries();
    wrong.coarseFunctions();
    wrong.simplex();
    wrong.losses();
    wrong.giantSteps();
    wrong.unequalInfluences();
    return wrong.verdicts;
  }

  private void add(
      String claim, String said, Set<Verdict> allowed, Supplier<Stream<Report>> checks) {
    verdicts.add(new WrongVerdict(claim, said, allowed, checks));
  }

  private void add(String claim, String said, Verdict right, Supplier<Report> check) {
    add(claim, said, Set.of(right), () -> Stream.of(check.get()));
  }

  /** The same for many seeds. */
  private void addMany(
      String claim, String said, Set<Verdict> allowed, int count, IntFunction<Report> check) {
    add(claim, said, allowed, () -> IntStream.range(0, count).mapToObj(check));
  }

  private static DMatrixRMaj row(double... entries) {
    return new DMatrixRMaj(1, entries.length, true, entries);
  }

  private static Report check(ToDoubleFunction<DMatrixRMaj> f, DMatrixRMaj x, DMatrixRMaj claimed) {
    return GradientCheck.of(f, x).check(claimed);
  }

  private static Report check(DoubleUnaryOperator f, double x, double claimed) {
    return check(m -> f.applyAsDouble(m.data[0]), row(x), row(claimed));
  }

  private static Report check(Example example, DMatrixRMaj claimed) {
    return example.check(0, claimed);
  }

  private void evenFunctions() {
    DoubleUnaryOperator hyperbola = t -> Math.sqrt(1 + t * t);
    add("sqrt(1 + x^2) at 0: 0.5", "AGREE", DISAGREE, () -> check(hyperbola, 0, 0.5));
    add("sqrt(1 + x^2) at 0: 0", "AGREE", AGREE, () -> check(hyperbola, 0, 0));
    DMatrixRMaj mirrored = new DMatrixRMaj(4, 2, true, 1, 2, -1, -2, 2, -1, -2, 1);
    Example logistic = LearningFamilies.logistic(mirrored, row(0, 0));
    add(
        "logistic regression on mirrored data at 0: (0.1, 0.1)",
        "AGREE",
        DISAGREE,
        () -> check(logistic, row(0.1, 0.1)));
    add(
        "logistic regression on mirrored data at 0: (0, 0)",
        "AGREE",
        AGREE,
        () -> check(logistic, row(0, 0)));
    for (int power = 0; power <= 10; power++) {
      double epsilon = Math.pow(10, -power);
      Example smoothed =
          Example.sum(
              row(1, 0, -2),
              (t, i) -> Math.sqrt(t * t + epsilon * epsilon),
              (t, i) -> t / Math.sqrt(t * t + epsilon * epsilon));
      DMatrixRMaj right = smoothed.gradient();
      String name = "sum of sqrt(x^2 + 1e-" + 2 * power + ") at (1, 0, -2): ";
      add(
          name + "0.5 for the second",
          "AGREE",
          DISAGREE,
          () -> check(smoothed, row(right.data[0], 0.5, right.data[2])));
      add(name + "the gradient", "AGREE", AGREE, () -> check(smoothed, right));
    }
    DoubleUnaryOperator logCosh = t -> Math.log(Math.cosh(t));
    add("log cosh x at 0: 0.5", "AGREE", DISAGREE, () -> check(logCosh, 0, 0.5));
    add("log cosh x at 0: 0", "AGREE", AGREE, () -> check(logCosh, 0, 0));
  }

  private void tinyEntries() {
    Example linear = Example.sum(row(1, 2, 1e-12), (t, i) -> 3 * t, (t, i) -> 3);
    add(
        "3 (x + y + z) at (1, 2, 1e-12): (3, 3, 0)",
        "AGREE",
        DISAGREE,
        () -> check(linear, row(3, 3, 0)));
    add(
        "3 (x + y + z) at (1, 2, 1e-12): (3, 3, 3)",
        "AGREE",
        AGREE,
        () -> check(linear, row(3, 3, 3)));
    DMatrixRMaj data = new DMatrixRMaj(3, 2, true, 0.4, 1.1, -0.7, 0.3, 1.2, -0.6);
    Example logistic = LearningFamilies.logistic(data, row(0.8, 0.1 + 0.2 - 0.3));
    DMatrixRMaj right = logistic.gradient();
    String name = "logistic regression, weight 0.1 + 0.2 - 0.3: ";
    for (double factor : new double[] {0, -1}) {
      add(
          name + (factor == 0 ? "its entry dropped" : "its sign flipped"),
          "AGREE",
          DISAGREE,
          () -> check(logistic, row(right.data[0], factor * right.data[1])));
    }
    add(name + "the gradient", "AGREE", AGREE, () -> check(logistic, right));
    DMatrixRMaj many = new Draw(1).gaussian(1, 65);
    many.data[17] = 1e-30;
    Example exponentials = Example.sum(many, (t, i) -> Math.exp(t), (t, i) -> Math.exp(t));
    DMatrixRMaj wrong = exponentials.gradient().copy();
    wrong.data[17] *= 1e12;
    add(
        "sum of 65 exp x, one x of 1e-30: its entry times 1e12",
        "AGREE",
        DISAGREE,
        () -> check(exponentials, wrong));
    add(
        "sum of 65 exp x, one x of 1e-30: the gradient",
        "AGREE",
        AGREE,
        () -> check(exponentials, exponentials.gradient()));
  }

  private void coarseFunctions() {
    for (int n : new int[] {1, 3, 8}) {
      String name = "(float) sum of a sin x, n = " + n + ": ";
      addCoarse(name, n, n == 1 ? "11 %" : "13 %", value -> (float) value);
    }
    for (double spacing : new double[] {1e-10, 1e-3}) {
      String name = "sum of a sin x on a grid of " + spacing + ", n = 3: ";
      addCoarse(name, 3, "often", value -> Math.rint(value / spacing) * spacing);
    }
    for (boolean told : new boolean[] {true, false}) {
      addMany(
          "sum of a sin x: the gradient in float" + (told ? ", and the check knows" : ""),
          "DISAGREE",
          told ? Set.of(AGREE) : NOT_REFUSED,
          40,
          seed -> {
            Example example = sines(new Draw(seed), 3).claimedInSingle();
            DMatrixRMaj[] claim = example.rounded(example.gradient().copy());
            GradientCheck check = GradientCheck.of(example.function(), argument(example));
            return (told ? check.claimAccurateTo(0x1p-24) : check).check(claim);
          });
    }
  }

  private void addCoarse(String name, int n, String often, DoubleUnaryOperator rounding) {
    for (boolean right : new boolean[] {true, false}) {
      addMany(
          name + (right ? "the gradient" : "0"),
          (right ? "DISAGREE, " : "AGREE, ") + often,
          right ? NOT_REFUSED : NOT_ACCEPTED,
          60,
          seed -> {
            Example exact = sines(new Draw(seed), n);
            ToDoubleFunction<DMatrixRMaj[]> f = exact.function();
            Example coarse = exact.computing(in -> rounding.applyAsDouble(f.applyAsDouble(in)));
            return check(coarse, right ? coarse.gradient() : new DMatrixRMaj(1, n));
          });
    }
  }

  private static Example sines(Draw draw, int n) {
    double[] a = draw.gaussians(n);
    return Example.sum(
        draw.gaussian(1, n), (t, i) -> a[i] * Math.sin(t), (t, i) -> a[i] * Math.cos(t));
  }

  private static Argument argument(Example example) {
    return example.truth().arguments().get(0);
  }

  private void simplex() {
    for (boolean right : new boolean[] {true, false}) {
      addMany(
          "sum of c p^2 on the simplex, an entry of 1e-9 to 1e-15: "
              + (right ? "the gradient" : "that entry times 1.1"),
          right ? "DISAGREE" : "AGREE",
          right ? NOT_REFUSED : NOT_ACCEPTED,
          7,
          k -> {
            double tiny = Math.pow(10, -9 - k);
            double[] c = {1, 2, 3};
            Example example =
                Example.sum(
                        row(0.3, 0.7 - tiny, tiny),
                        (t, i) -> c[i] * (t * t + t),
                        (t, i) -> c[i] * (2 * t + 1))
                    .in(Domain.simplex());
            DMatrixRMaj claim = example.gradient().copy();
            claim.data[2] *= right ? 1 : 1.1;
            return check(example, claim);
          });
    }
  }

  private void losses() {
    Argument other = Argument.of("other", row(0.3));
    for (double score : new double[] {37, 38, 40, 60, 100, 500}) {
      Argument own = Argument.of("own", row(score));
      add(
          "SoftmaxCrossEntropy of the scores " + score + " and 0.3",
          "DISAGREE",
          AGREE,
          () -> OperationCheck.of(new SoftmaxCrossEntropy(0), own, other).check());
      add(
          "ContrastiveCrossEntropy of the scores " + score + " and 0.3",
          "DISAGREE",
          AGREE,
          () -> OperationCheck.of(new ContrastiveCrossEntropy(0), own, other).check());
    }
  }

  private void giantSteps() {
    double x = 1 + 1e-9;
    double toPole = x - 1;
    DoubleUnaryOperator logarithm = t -> Math.log(Math.abs(t - 1));
    DoubleUnaryOperator tilted = t -> 2 * t + Math.log(Math.abs(t - 1));
    add(
        "log |x - 1| at 1 + 1e-9: 1 / (x - 1)",
        "DISAGREE",
        AGREE,
        () -> check(logarithm, x, 1 / toPole));
    add(
        "2 x + log |x - 1| at 1 + 1e-9: 2",
        "AGREE",
        NOT_ACCEPTED,
        () -> Stream.of(check(tilted, x, 2)));
    addMany(
        "log-gamma at 1e-1 to 1e-10 of 8 of its poles: the derivative",
        "DISAGREE, 14 %",
        NOT_REFUSED,
        160,
        k -> {
          double distance = (k % 2 == 0 ? 1 : -1) * Math.pow(10, -1 - k / 2 % 10);
          double at = -(k / 20) + distance;
          return check(SingularFamilies::logGamma, at, SingularFamilies.digamma(at));
        });
    addMany(
        "sum of 4 arctan x, x of 1e-100 to 1e100: the gradient",
        "DISAGREE, 40 %",
        NOT_REFUSED,
        40,
        seed -> {
          Example arctan =
              Example.sum(
                  new Draw(seed).powers(1, 4, -100, 100),
                  (t, i) -> Math.atan(t),
                  (t, i) -> 1 / (1 + t * t));
          return check(arctan, arctan.gradient());
        });
    add(
        "x + |x|^1.05 at 0: 1",
        "DISAGREE",
        NOT_REFUSED,
        () -> Stream.of(check(t -> t + Math.pow(Math.abs(t), 1.05), 0, 1)));
    add(
        "1 + x + x^1.1 at 0, on the edge of a box: 1",
        "DISAGREE",
        NOT_REFUSED,
        () ->
            Stream.of(
                GradientCheck.of(
                        in -> 1 + in[0].data[0] + Math.pow(in[0].data[0], 1.1),
                        Argument.in(Domain.box(0, 1), "x", row(0)))
                    .check(row(1))));
  }

  private void unequalInfluences() {
    addUnequal(8, 60, 1.01, "AGREE, 3 %");
    addUnequal(1000, 5, 1.01, "AGREE, 57 %");
    addUnequal(1000, 5, 0, "AGREE, 30 %");
  }

  private void addUnequal(int n, int count, double factor, String said) {
    addMany(
        "sum of "
            + n
            + " c exp x, c of 1e-6 to 1e6: an entry "
            + (factor == 0 ? "dropped" : "times " + factor),
        said,
        NOT_ACCEPTED,
        count,
        seed -> {
          Draw draw = new Draw(seed);
          double[] c = draw.powers(1, n, -6, 6).data;
          Example example =
              Example.sum(
                  draw.gaussian(1, n), (t, i) -> c[i] * Math.exp(t), (t, i) -> c[i] * Math.exp(t));
          DMatrixRMaj claim = example.gradient().copy();
          claim.data[draw.integer(0, n - 1)] *= factor;
          return example.check(seed, claim);
        });
  }
}
