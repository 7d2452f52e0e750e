package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.autodiff.Variable;
import org.set2model.data.NumberTable;
import org.set2model.io.DataException;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.Mixture;
import org.set2model.mixture.Prior;

class FitCommandTest {

  private static final Path DATA = Path.of("testdata/points");
  private static final String POINTS = DATA.resolve("points.csv").toString();
  private static final Pattern NUMBER = Pattern.compile("-?\\d[-+0-9.eE]*");

  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private Path json;

  @BeforeEach
  void nameTheOutput() {
    json = folder.resolve("fit.json");
  }

  /** Runs with flags where P, Q, W, M and S stand for files; returns the JSON. */
  private String run(Path points, String flags) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--points", points.toString(), "--output", json.toString()));
    for (String word : flags.isEmpty() ? new String[0] : flags.split(" ")) {
      arguments.add(
          switch (word) {
            case "Q" -> DATA.resolve("queries.csv").toString();
            case "W" -> DATA.resolve("weights.csv").toString();
            case "M" -> DATA.resolve("means.csv").toString();
            case "X" -> POINTS;
            case "JSON" -> json.toString();
            case "SVG" -> folder.resolve("fit.svg").toString();
            default -> word.replace("FOLDER", folder.toString());
          });
    }
    assertEquals(0, FitCommand.run(arguments, out));
    return Files.readString(json);
  }

  private String run(String flags) throws IOException {
    return run(Path.of(POINTS), flags);
  }

  private Path table(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Path write(Path file, DMatrixRMaj table) throws IOException {
    var text = new StringBuilder();
    for (int row = 0; row < table.numRows; row++) {
      for (int column = 0; column < table.numCols; column++) {
        text.append(column == 0 ? "" : ",").append(table.get(row, column));
      }
      text.append('\n');
    }
    return Files.writeString(file, text);
  }

  /** The text of a field's value. */
  private static String field(String json, String name) {
    int from = json.indexOf("\"" + name + "\": ");
    assertTrue(from >= 0, name);
    String rest = json.substring(from + name.length() + 4);
    int end = rest.indexOf(",\n  \"");
    return rest.substring(0, end < 0 ? rest.lastIndexOf('}') : end).strip();
  }

  private static double[] numbers(String json, String name) {
    return NUMBER
        .matcher(field(json, name))
        .results()
        .map(MatchResult::group)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static double number(String json, String name) {
    return Double.parseDouble(field(json, name));
  }

  private static double sumOfSizes(double[] values) {
    return Arrays.stream(values).map(Math::abs).sum();
  }

  // ---- values of other programs

  /**
   * scikit-learn 1.2.1, GaussianMixture(3, covariance_type='diag', reg_covar=1e-6, tol=0,
   * max_iter=2000), started on the same means, equal weights and the points' variances.
   */
  @Test
  void aConvergedMixtureIsThatOfScikitLearn() throws IOException {
    String fit = run("--queries Q --model gmm:3 --init M");
    double[] weights = {0.43342121488751084, 0.3332453562318998, 0.2333334288805892};
    double[] means = {
      -2.4305895948182727, -0.6842365903281948,
      1.646091348900885, 0.8485613247887528,
      -0.7429277081040361, 2.588356939898387
    };
    double[] variances = {
      1.092655790182685, 0.1334852865203783,
      0.07108529346225265, 0.5897961598887564,
      0.18765901614925592, 0.25691736879831134
    };
    assertArrayEquals(weights, numbers(fit, "weights"), 1e-11);
    assertArrayEquals(means, numbers(fit, "means"), 1e-11);
    assertArrayEquals(variances, numbers(fit, "variances"), 1e-11);
    assertEquals(-5.429343997536512, number(fit, "meanLogLikelihood"), 1e-10);
    assertEquals("true", field(fit, "converged"));
    assertTrue(number(fit, "residual") <= 1e-12);
  }

  /** PyTorch 1.13 in float64: autograd through five steps written with softmax and sums. */
  @Test
  void theGradientOfFiveStepsIsThatOfAutomaticDifferentiation() throws IOException {
    String fit =
        run("--queries Q --weights W --model gmm:3 --init M --iterations 5 --gradient unrolled");
    assertEquals(-3.4499859313189623, number(fit, "meanLogLikelihood"), 1e-13);
    double[] gradient = numbers(fit, "gradient");
    assertEquals(120, gradient.length);
    assertEquals(0.006181756369126463, gradient[0], 1e-14);
    assertEquals(0.044769816535505005, gradient[1], 1e-14);
    assertEquals(0.01119559681692615, gradient[118], 1e-14);
    assertEquals(-0.02261097940547752, gradient[119], 1e-14);
    assertEquals(1.7217258082326254, sumOfSizes(gradient), 1e-12);
    assertEquals("5", field(fit, "iterations"));
    assertEquals("\"unrolled\"", field(fit, "gradientMode"));
    assertEquals("null", field(fit, "solverResidual"));
  }

  /** PyTorch 1.13 in float64: MultivariateNormal of mean and covariance, without queries. */
  @Test
  void theFullGaussianIsThatOfAutomaticDifferentiation() throws IOException {
    String fit = run("--covariance full --gradient unrolled");
    double[] covariance = {
      3.67331512888889, 1.168524377777778, 1.168524377777778, 1.972166038888888
    };
    assertArrayEquals(covariance, numbers(fit, "variances"), 1e-13);
    assertTrue(
        field(fit, "variances").matches("(?s)\\[\\s*\\[\\s*\\[.*\\],\\s*\\[.*\\]\\s*\\]\\s*\\]"));
    assertEquals(-3.723564663646561, number(fit, "meanLogLikelihood"), 1e-13);
    double[] gradient = numbers(fit, "gradient");
    assertEquals(0.0009669356840856184, gradient[0], 1e-15);
    assertEquals(0.008124517747359955, gradient[1], 1e-15);
  }

  // ---- gradients

  /** Differences of the command's own meanLogLikelihood, one entry of the points perturbed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--gradient unrolled",
        "--gradient implicit",
        "--gradient kkt --floor 0",
        "--gradient unrolled --queries Q",
        "--gradient implicit --queries Q --covariance spherical",
        "--gradient kkt --queries Q --covariance spherical --floor 0",
        "--gradient unrolled --covariance full",
        "--gradient implicit --covariance full --queries Q --prior-strength 2",
        "--gradient unrolled --prior-strength 3 --queries Q",
        "--gradient unrolled --model gmm:2 --iterations 0 --queries Q",
        "--gradient unrolled --model gmm:2 --iterations 4",
        "--gradient unrolled --model gmm:3 --init M --iterations 6 --queries Q --floor 0.1",
        "--gradient unrolled --model gmm:2 --tolerance 1e-13 --covariance spherical",
        "--gradient unrolled --model gmm:2 --iterations 4 --prior-strength 2 --queries Q",
        "--gradient implicit --model gmm:2 --queries Q",
        "--gradient implicit --model gmm:2 --iterations 400",
        "--gradient implicit --model gmm:2 --covariance spherical --floor 0.05",
        "--gradient implicit --model gmm:2 --prior-strength 2 --queries Q",
        "--gradient implicit --model gmm:2 --prior-strength 2 --covariance spherical",
        "--gradient implicit --model gmm:2 --prior-strength 2 --prior-variance 0.3",
        "--gradient kkt --model gmm:2 --queries Q --floor 0",
        "--gradient kkt --model gmm:2 --covariance spherical --floor 0"
      })
  void theGradientIsThatOfTheCommandsOwnValue(String flags) throws IOException {
    DMatrixRMaj points = new DMatrixRMaj(12, 2);
    System.arraycopy(NumberTable.read(Path.of(POINTS)).data, 0, points.data, 0, 24);
    Path file = folder.resolve("x.csv");
    String weighted =
        flags + " --weights " + table("w.csv", "1,2,.5,1,1,3,1,.2,1,1,2,1").toString();
    double[] gradient = numbers(run(write(file, points), weighted), "gradient");
    assertEquals(24, gradient.length);
    String valueOnly = weighted.replaceFirst("--gradient \\w+", "--gradient none");
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < 24; i += 5) {
      double coarse = difference(points, i, 2e-3, file, valueOnly);
      double fine = difference(points, i, 1e-3, file, valueOnly);
      assertEquals((4 * fine - coarse) / 3, gradient[i], 1e-7 * largest, "entry " + i);
    }
  }

  private double difference(DMatrixRMaj points, int i, double step, Path file, String flags)
      throws IOException {
    DMatrixRMaj moved = points.copy();
    moved.data[i] = points.data[i] + step;
    double above = number(run(write(file, moved), flags), "meanLogLikelihood");
    moved.data[i] = points.data[i] - step;
    double below = number(run(write(file, moved), flags), "meanLogLikelihood");
    return (above - below) / (2 * step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--floor 0",
        "--floor 0 --covariance spherical --queries Q",
        "--floor 0 --model gmm:3 --init M --tolerance 1e-13 --queries Q",
        "--floor 0 --model gmm:3 --init M --tolerance 1e-13 --covariance spherical"
      })
  void theThreeModesAgreeWhereAllAreExact(String flags) throws IOException {
    double[] unrolled = numbers(run(flags + " --gradient unrolled"), "gradient");
    String implicit = run(flags + " --gradient implicit");
    String kkt = run(flags + " --gradient kkt");
    double largest = Arrays.stream(unrolled).map(Math::abs).max().orElseThrow();
    assertArrayEquals(unrolled, numbers(implicit, "gradient"), 1e-9 * largest);
    assertArrayEquals(unrolled, numbers(kkt, "gradient"), 1e-9 * largest);
    assertTrue(number(implicit, "solverResidual") < 1e-13);
    assertTrue(number(kkt, "solverResidual") < 1e-13);
  }

  // ---- the start, the steps, the defaults

  @Test
  void withoutStepsTheFitIsTheStart() throws IOException {
    String fit = run("--model gmm:3 --init M --iterations 0 --floor 0.25 --prior-strength 9");
    DMatrixRMaj points = NumberTable.read(Path.of(POINTS));
    Variable gaussian =
        GaussianFit.gaussianFit(Variable.constant(points), Prior.floorOnly(2, 0.25));
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, numbers(fit, "weights"));
    assertArrayEquals(new double[] {-1, 0, 0, 0, 1, 1}, numbers(fit, "means"));
    double x = gaussian.value().get(0, 3);
    double y = gaussian.value().get(0, 4);
    assertArrayEquals(new double[] {x, y, x, y, x, y}, numbers(fit, "variances"));
    assertEquals("null", field(fit, "residual"));
    assertEquals("false", field(fit, "converged"));
    assertEquals("0", field(fit, "iterations"));
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "300"})
  void exactlyAsManyStepsAreRunAsAskedFor(int steps) throws IOException {
    assertEquals(
        Integer.toString(steps),
        field(run("--model gmm:3 --init M --gradient none --iterations " + steps), "iterations"));
  }

  @Test
  void aGaussianNeedsNoSteps() throws IOException {
    String fit = run("--tolerance 1e-3 --gradient implicit");
    assertEquals("0", field(fit, "iterations"));
    assertEquals("true", field(fit, "converged"));
    assertEquals("[1.0]", field(fit, "weights"));
    assertTrue(number(fit, "solverResidual") < 1e-14);
  }

  @Test
  void weightsMayStandInARowOrAColumn() throws IOException {
    String column = run("--weights W");
    double[] weights = NumberTable.read(DATA.resolve("weights.csv")).data;
    var row = new DMatrixRMaj(1, 60, true, weights);
    assertEquals(column, run("--weights " + write(folder.resolve("row.csv"), row)));
    assertFalse(column.equals(run("")));
  }

  @Test
  void moreComponentsThanDifferentPointsAreNotFitted() throws IOException {
    Path points = table("x.csv", "1,2\n3,4\n1,2\n");
    String fit = run(points, "--model gmm:5 --iterations 3");
    assertEquals(2, numbers(fit, "weights").length);
    assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("5 components were asked for"));
  }

  @Test
  void onePointHasAFitWithTheDefaultFloor() throws IOException {
    String fit = run(table("x.csv", "3,4\n"), "--gradient unrolled");
    assertArrayEquals(new double[] {1e-6, 1e-6}, numbers(fit, "variances"), 1e-20);
    assertArrayEquals(new double[] {0, 0}, numbers(fit, "gradient"));
  }

  // ---- what is written

  @Test
  void numbersReadBackExactly() throws IOException {
    String fit = run("--model gmm:3 --init M --iterations 9 --queries Q");
    var theta = new DMatrixRMaj(3, 5);
    for (int k = 0; k < 3; k++) {
      theta.set(k, 0, numbers(fit, "weights")[k]);
      for (int j = 0; j < 2; j++) {
        theta.set(k, 1 + j, numbers(fit, "means")[2 * k + j]);
        theta.set(k, 3 + j, numbers(fit, "variances")[2 * k + j]);
      }
    }
    DMatrixRMaj queries = NumberTable.read(DATA.resolve("queries.csv"));
    double[] logLikelihoods = new Mixture(theta).logLikelihoods(queries);
    assertArrayEquals(logLikelihoods, numbers(fit, "logLikelihoods"));
    assertEquals(
        Arrays.stream(logLikelihoods).reduce(0, Double::sum) / 9, number(fit, "meanLogLikelihood"));
  }

  @Test
  void theFieldsComeInTheirOrderAndTheRestIsNull() throws IOException {
    String fit = run("");
    List<String> names =
        Pattern.compile("\"(\\w+)\": ")
            .matcher(fit)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertEquals(
        List.of(
            "model",
            "covariance",
            "weights",
            "means",
            "variances",
            "iterations",
            "converged",
            "residual",
            "logLikelihoods",
            "meanLogLikelihood",
            "gradient",
            "gradientMode",
            "solverResidual"),
        names);
    assertEquals("\"gauss\"", field(fit, "model"));
    assertEquals("\"diagonal\"", field(fit, "covariance"));
    assertEquals("null", field(fit, "gradient"));
    assertEquals("\"none\"", field(fit, "gradientMode"));
    assertEquals("null", field(fit, "solverResidual"));
    assertEquals(60, numbers(fit, "logLikelihoods").length);
  }

  @Test
  void theSameCallWritesTheSameBits() throws IOException {
    String flags = "--model gmm:4 --gradient implicit --queries Q --plot SVG --seed ";
    String first = run(flags + 3);
    String drawing = Files.readString(folder.resolve("fit.svg"));
    assertEquals(first, run(flags + 3));
    assertEquals(drawing, Files.readString(folder.resolve("fit.svg")));
    assertTrue(drawing.startsWith("<svg "));
    assertFalse(numbers(first, "means")[0] == numbers(run(flags + 4), "means")[0]);
  }

  @Test
  void theDrawingDoesNotChangeTheFit() throws IOException {
    for (String flags :
        List.of("--covariance full --gradient unrolled", "--model gmm:2 --gradient implicit")) {
      assertEquals(run(flags), run(flags + " --plot SVG"));
    }
  }

  // ---- refusals

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model gmm:0",
        "--model gmm:",
        "--model gmm:-1",
        "--model gmm",
        "--model kde",
        "--model gmm:3 --covariance full",
        "--covariance Diagonal",
        "--gradient all",
        "--gradient kkt --covariance full --floor 0",
        "--iterations 3 --tolerance 1e-3",
        "--iterations -1",
        "--iterations 1.5",
        "--tolerance 0",
        "--tolerance 1",
        "--tolerance NaN",
        "--floor -1",
        "--floor NaN",
        "--floor Infinity",
        "--floor small",
        "--prior-strength -2",
        "--prior-variance 1",
        "--prior-variance -1 --prior-strength 1",
        "--init M",
        "--seed x",
        "--plot JSON",
        "--queries JSON",
        "--points X",
        "--color red",
        "--plot"
      })
  void aWrongCallIsAUsageError(String flags) {
    assertThrows(UsageException.class, () -> run(flags));
    assertFalse(Files.exists(json));
  }

  @Test
  void pointsAndOutputAreNeeded() {
    assertThrows(UsageException.class, () -> FitCommand.run(List.of("--points", POINTS), out));
    assertThrows(UsageException.class, () -> FitCommand.run(List.of("--output", "o.json"), out));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--gradient kkt                                      | --floor 0",
        "--model gmm:2 --gradient kkt                        | --floor 0",
        "--gradient kkt --floor 0 --prior-strength 1         | no --prior-strength",
        "--model gmm:3 --iterations 2 --gradient implicit    | has not converged",
        "--model gmm:3 --iterations 0 --gradient implicit    | has not converged",
        "--model gmm:2 --init M                              | 3 means for --model gmm:2",
        "--queries W                                         | 1 numbers a row",
        "--weights Q                                         | one number for each of the 60",
        "--queries FOLDER/none.csv                           | no such file"
      })
  void whatCannotBeDoneWithTheseDataIsToldInOneLine(String flags, String words) {
    assertRefused(() -> run(flags), words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2;3      | --floor 1                        | x.csv: line 2, column 2",
        "1,2;1,2    | --floor 0                        | give a floor > 0",
        "1,2;1,2    | --floor 0 --covariance full      | give a floor > 0",
        "1;2;3      | --plot SVG                       | 2 dimensions, these have 1",
        "1,2;3,4    | --weights FOLDER/negative.csv    | line 2, column 1: weight (-2.0)",
        "1,2;3,4    | --weights FOLDER/zero.csv        | sum of the weights (0.0)",
        "1e200;-1e200 | --floor 1                      | cannot be fitted"
      })
  void badTablesAreRefusedInOneLine(String points, String flags, String words) throws IOException {
    table("negative.csv", "1\n-2\n");
    table("zero.csv", "0\n0\n");
    Path file = table("x.csv", points.replace(';', '\n'));
    assertRefused(() -> run(file, flags), words);
  }

  private void assertRefused(org.junit.jupiter.api.function.Executable call, String words) {
    String message = assertThrows(DataException.class, call).getMessage();
    assertTrue(message.contains(words), message);
    assertEquals(1, message.lines().count(), message);
    assertFalse(Files.exists(json));
    assertFalse(Files.exists(folder.resolve("fit.svg")));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsFoundBeforeTheWork() {
    assertThrows(IOException.class, () -> run("--plot FOLDER"));
    assertFalse(Files.exists(json));
  }

  @Test
  void helpExplainsEveryFlag() throws IOException {
    assertEquals(0, FitCommand.run(List.of("--help"), out));
    String help = bytes.toString(StandardCharsets.UTF_8);
    for (String flag :
        List.of(
            "points",
            "queries",
            "weights",
            "model",
            "covariance",
            "floor",
            "prior-strength",
            "prior-variance",
            "init",
            "seed",
            "iterations",
            "tolerance",
            "gradient",
            "output",
            "plot")) {
      assertTrue(help.contains("  --" + flag + " "), flag);
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
  }
}
