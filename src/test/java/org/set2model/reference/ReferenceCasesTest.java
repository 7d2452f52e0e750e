package org.set2model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.Broadcast;
import org.set2model.autodiff.ElementwiseFunction;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.mixture.ExpectationMaximizationStep;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.network.Architecture;
import org.set2model.network.BatchNormalization;
import org.set2model.network.ConvolutionBlock;
import org.set2model.network.Flatten;
import org.set2model.network.ImageShape;
import org.set2model.network.Linear;
import org.set2model.network.MaxPooling;
import org.set2model.network.Network;
import org.set2model.network.PanelConvolution;
import org.set2model.network.ReLU;
import org.set2model.network.RowNormalization;
import org.set2model.network.RunningStatistics;
import org.set2model.scoring.MaximumInnerProduct;
import org.set2model.scoring.MeanInnerProduct;

/**
 * Every operation's value and vector-Jacobian product against those of PyTorch 1.13.0a0 and
 * scikit-learn 1.2.1 in float64, made by src/test/python/reference_cases.py.
 *
 * <p>An entry agrees if {@code |ours - theirs| <= tolerance * scale}, the scale being the largest
 * magnitude of theirs in the matrix, row or column that {@link Scale} names for the operation.
 * Where terms cancel to zero, or nearly, the case gives a smallest scale, the size of the terms.
 * The tolerance is 0 for what only moves numbers, 1e-12 for the rest, and 1e-9 for unrolled fits,
 * whose steps amplify rounding.
 */
class ReferenceCasesTest {

  private static final Path FOLDER = Path.of("testdata", "reference");
  private static final String SUFFIX = ".txt";
  private static final double EXACT = 0;
  private static final double ROUNDING = 1e-12;
  private static final double UNROLLED = 1e-9;

  private static Workers workers;

  /** Computes what a case expects, by its names. */
  @FunctionalInterface
  private interface Computation {
    Map<String, DMatrixRMaj> results(ReferenceCase given);
  }

  @BeforeAll
  static void startWorkers() {
    workers = new Workers(2);
  }

  @AfterAll
  static void stopWorkers() {
    workers.close();
  }

  @TestFactory
  List<DynamicNode> valuesAndGradientsAgree() throws IOException {
    return Stream.of(
            elementaryOperations(), networkOperations(), mixtureOperations(), lossesAndScores())
        .flatMap(nodes -> nodes)
        .toList();
  }

  @Test
  void everyFileIsCompared() throws IOException {
    Set<String> compared = new TreeSet<>();
    valuesAndGradientsAgree().forEach(node -> compared.add(node.getDisplayName() + SUFFIX));
    Set<String> stored = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.map(file -> file.getFileName().toString()).forEach(stored::add);
    }
    stored.remove("README.md");
    assertEquals(stored, compared);
  }

  private static Stream<DynamicNode> elementaryOperations() throws IOException {
    return Stream.of(
        operation("addition", 3, EXACT, Scale.OF_MATRIX, c -> Arithmetic.ADDITION),
        operation("exponential", 3, ROUNDING, Scale.OF_ROW, c -> ElementwiseFunction.EXPONENTIAL),
        operation(
            "broadcast",
            3,
            ROUNDING,
            Scale.OF_MATRIX,
            c -> new Broadcast(c.option("rows"), c.option("columns"))),
        operation(
            "row-selection",
            4,
            ROUNDING,
            Scale.OF_MATRIX,
            c -> new RowSelection(c.options("indices"))),
        operation(
            "scalar-multiplication",
            4,
            ROUNDING,
            Scale.OF_MATRIX,
            c -> new ScalarMultiplication()));
  }

  private static Stream<DynamicNode> networkOperations() throws IOException {
    return Stream.of(
        operation(
            "convolution",
            12,
            ROUNDING,
            Scale.OF_MATRIX,
            c -> new PanelConvolution(imageShape(c), workers)),
        file(
            "batch-normalization-training",
            7,
            ROUNDING,
            Scale.OF_ROW,
            c -> normalized(c, BatchNormalization::training)),
        file(
            "batch-normalization-evaluation",
            9,
            ROUNDING,
            Scale.OF_ROW,
            c -> normalized(c, BatchNormalization::evaluation)),
        operation("relu", 5, EXACT, Scale.OF_MATRIX, c -> new ReLU()),
        operation("max-pooling", 7, EXACT, Scale.OF_MATRIX, c -> new MaxPooling(imageShape(c))),
        file(
            "convolution-block-training",
            6,
            ROUNDING,
            Scale.OF_MATRIX,
            c ->
                normalized(
                    c, s -> ConvolutionBlock.training(imageShape(c), s, workers, new Workspace()))),
        file(
            "convolution-block-evaluation",
            6,
            ROUNDING,
            Scale.OF_MATRIX,
            c ->
                normalized(
                    c,
                    s -> ConvolutionBlock.evaluation(imageShape(c), s, workers, new Workspace()))),
        operation("flatten", 4, EXACT, Scale.OF_MATRIX, c -> new Flatten(imageShape(c))),
        operation("linear", 6, ROUNDING, Scale.OF_MATRIX, c -> new Linear()),
        operation("row-normalization", 4, ROUNDING, Scale.OF_ROW, c -> new RowNormalization()),
        file("network", 3, ROUNDING, Scale.OF_MATRIX, ReferenceCasesTest::embedded));
  }

  private static Stream<DynamicNode> mixtureOperations() throws IOException {
    return Stream.of(
        operation("log-density", 11, ROUNDING, Scale.OF_COLUMN, c -> new LogDensity()),
        operation("gaussian-fit", 10, ROUNDING, Scale.OF_COLUMN, c -> new GaussianFit()),
        operation(
            "mixture-start",
            5,
            ROUNDING,
            Scale.OF_COLUMN,
            c -> new MixtureStart(c.options("indices"))),
        operation(
            "expectation-maximization-step",
            11,
            ROUNDING,
            Scale.OF_COLUMN,
            c -> new ExpectationMaximizationStep()),
        operation(
            "mixture-fit",
            10,
            UNROLLED,
            Scale.OF_COLUMN,
            c -> new MixtureFit(c.option("iterations"))),
        operation(
            "mixture-fit-sklearn",
            6,
            UNROLLED,
            Scale.OF_COLUMN,
            c -> new MixtureFit(c.option("iterations"))));
  }

  private static Stream<DynamicNode> lossesAndScores() throws IOException {
    return Stream.of(
        operation(
            "pairwise-logistic-loss",
            8,
            ROUNDING,
            Scale.OF_MATRIX,
            c -> new PairwiseLogisticLoss()),
        operation(
            "histogram-loss",
            11,
            ROUNDING,
            Scale.OF_MATRIX,
            c -> new HistogramLoss(c.option("bins"))),
        operation("mean-inner-product", 6, ROUNDING, Scale.OF_MATRIX, c -> new MeanInnerProduct()),
        operation(
            "maximum-inner-product", 6, ROUNDING, Scale.OF_MATRIX, c -> new MaximumInnerProduct()));
  }

  private static DynamicNode operation(
      String name,
      int cases,
      double tolerance,
      Scale scale,
      Function<ReferenceCase, Operation> operation)
      throws IOException {
    return file(name, cases, tolerance, scale, c -> evaluated(operation.apply(c), c));
  }

  private static DynamicNode file(
      String name, int count, double tolerance, Scale scale, Computation computation)
      throws IOException {
    List<ReferenceCase> cases = ReferenceCase.read(FOLDER.resolve(name + SUFFIX));
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "has " + count + " cases", () -> assertEquals(count, cases.size())));
    for (ReferenceCase given : cases) {
      tests.add(
          DynamicTest.dynamicTest(
              given.name(),
              () -> requireAgreement(given, computation.results(given), tolerance, scale)));
    }
    return DynamicContainer.dynamicContainer(name, tests);
  }

  private static void requireAgreement(
      ReferenceCase given, Map<String, DMatrixRMaj> results, double tolerance, Scale scale) {
    Map<String, DMatrixRMaj> expected = given.expected();
    assertEquals(expected.keySet(), results.keySet());
    expected.forEach(
        (name, theirs) -> {
          DMatrixRMaj ours = results.get(name);
          assertEquals(theirs.numRows, ours.numRows, "rows of " + name);
          assertEquals(theirs.numCols, ours.numCols, "columns of " + name);
          DMatrixRMaj scales = scale.of(theirs);
          for (int i = 0; i < theirs.numRows; i++) {
            for (int j = 0; j < theirs.numCols; j++) {
              double unit = Math.max(scales.get(i, j), given.smallestScale(name));
              double error = Math.abs(ours.get(i, j) - theirs.get(i, j));
              if (!(error <= tolerance * unit)) {
                fail(
                    String.format(
                        "%s, row %d, column %d: ours %s, theirs %s, error %.3g, scale %.3g",
                        name, i, j, ours.get(i, j), theirs.get(i, j), error, unit));
              }
            }
          }
        });
  }

  private static Map<String, DMatrixRMaj> evaluated(Operation operation, ReferenceCase given) {
    DMatrixRMaj[] inputs = given.inputs();
    Evaluation evaluation = operation.evaluate(inputs);
    Map<String, DMatrixRMaj> results = new LinkedHashMap<>();
    // Copied, because the way back may recycle the value.
    results.put(ReferenceCase.OUTPUT, evaluation.value().copy());
    if (given.has(ReferenceCase.UPSTREAM)) {
      DMatrixRMaj upstream = given.matrix(ReferenceCase.UPSTREAM);
      DMatrixRMaj[] products = evaluation.vectorJacobianProducts(inputs.length, upstream);
      for (int i = 0; i < inputs.length; i++) {
        results.put(ReferenceCase.GRADIENT + given.inputNames().get(i), products[i]);
      }
    }
    return results;
  }

  private static Map<String, DMatrixRMaj> normalized(
      ReferenceCase given, Function<RunningStatistics, Operation> operation) {
    DMatrixRMaj mean = given.matrix(ReferenceCase.INITIAL + "runningMean");
    var statistics = new RunningStatistics(mean.numRows);
    statistics.mean().setTo(mean);
    statistics.variance().setTo(given.matrix(ReferenceCase.INITIAL + "runningVariance"));
    Map<String, DMatrixRMaj> results = evaluated(operation.apply(statistics), given);
    results.put(ReferenceCase.FINAL + "runningMean", statistics.mean());
    results.put(ReferenceCase.FINAL + "runningVariance", statistics.variance());
    return results;
  }

  /** The whole network in training mode with all gradients, then in evaluation mode. */
  private static Map<String, DMatrixRMaj> embedded(ReferenceCase given) {
    int side = given.option("side");
    var network =
        new Network(
            new Architecture(
                side, given.option("blocks"), given.option("filters"), given.option("dimensions")),
            1,
            workers);
    var tape = new Tape();
    Map<String, Variable> leaves = new LinkedHashMap<>();
    leaves.put("images", tape.leaf(given.matrix(ReferenceCase.INPUT + "images")));
    List<Variable> parameters = new ArrayList<>();
    for (Parameter parameter : network.parameters()) {
      parameter.value().setTo(given.matrix(ReferenceCase.INPUT + parameter.name()));
      Variable leaf = tape.leaf(parameter.value());
      leaves.put(parameter.name(), leaf);
      parameters.add(leaf);
    }
    Variable descriptors = network.embed(leaves.get("images"), parameters);
    Gradients gradients = tape.backward(descriptors, given.matrix(ReferenceCase.UPSTREAM));
    Map<String, DMatrixRMaj> results = new LinkedHashMap<>();
    results.put(ReferenceCase.OUTPUT, descriptors.value());
    leaves.forEach((name, leaf) -> results.put(ReferenceCase.GRADIENT + name, gradients.of(leaf)));
    int[] ink = given.options("ink");
    byte[] bytes = new byte[ink.length];
    for (int i = 0; i < ink.length; i++) {
      bytes[i] = (byte) ink[i];
    }
    results.put(ReferenceCase.FINAL + "descriptors", network.embed(ImageSet.of(side, bytes)));
    return results;
  }

  private static ImageShape imageShape(ReferenceCase given) {
    return new ImageShape(given.option("height"), given.option("width"));
  }
}
