package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;
import org.set2model.mixture.ExpectationMaximizationStep;
import org.set2model.mixture.FullGaussianFit;
import org.set2model.mixture.FullGaussianLogDensity;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MeansStart;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.network.BatchNormalization;
import org.set2model.network.Convolution;
import org.set2model.network.ConvolutionBlock;
import org.set2model.network.Flatten;
import org.set2model.network.Linear;
import org.set2model.network.MaxPooling;
import org.set2model.network.PanelConvolution;
import org.set2model.network.ReLU;
import org.set2model.network.RowNormalization;
import org.set2model.operations.Addition;
import org.set2model.operations.Exponential;
import org.set2model.operations.Repetition;
import org.set2model.operations.RowSelection;
import org.set2model.operations.ScalarMultiplication;
import org.set2model.scoring.MaximumInnerProduct;
import org.set2model.scoring.MeanInnerProduct;

/**
 * The value of every operation, number by number, as its formula stands in its Javadoc. The
 * derivative is nowhere written down: it follows from the value by the chain rule.
 */
final class PlainFormulas {

  /** The value of an operation. */
  @FunctionalInterface
  interface PlainFormula {

    /**
     * @param operation whose settings count
     * @param values its inputs in double precision, for a formula whose course depends on them
     * @param in its inputs
     */
    Scalars apply(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording recording);
  }

  private static final Map<Class<? extends Operation>, PlainFormula> FORMULAS =
      Map.ofEntries(
          Map.entry(AdamSteps.class, AdamSteps::formula),
          Map.entry(Addition.class, (operation, values, in, r) -> sum(in[0], in[1], r)),
          Map.entry(Exponential.class, (operation, values, in, r) -> in[0].map(r::exp)),
          Map.entry(Repetition.class, PlainFormulas::repetition),
          Map.entry(RowSelection.class, PlainFormulas::rowSelection),
          Map.entry(
              ScalarMultiplication.class,
              (operation, values, in, r) -> in[1].map(x -> r.times(in[0].scalar(), x))),
          Map.entry(Convolution.class, NetworkFormulas::convolution),
          Map.entry(PanelConvolution.class, NetworkFormulas::convolution),
          Map.entry(BatchNormalization.class, NetworkFormulas::batchNormalization),
          Map.entry(ReLU.class, (operation, values, in, r) -> NetworkFormulas.rectified(in[0], r)),
          Map.entry(MaxPooling.class, NetworkFormulas::maxPooling),
          Map.entry(ConvolutionBlock.class, NetworkFormulas::block),
          Map.entry(Flatten.class, NetworkFormulas::flatten),
          Map.entry(Linear.class, NetworkFormulas::linear),
          Map.entry(RowNormalization.class, NetworkFormulas::rowNormalization),
          Map.entry(GaussianFit.class, MixtureFormulas::gaussianFit),
          Map.entry(FullGaussianFit.class, MixtureFormulas::fullGaussianFit),
          Map.entry(MixtureStart.class, MixtureFormulas::mixtureStart),
          Map.entry(MeansStart.class, MixtureFormulas::meansStart),
          Map.entry(ExpectationMaximizationStep.class, MixtureFormulas::step),
          Map.entry(MixtureFit.class, MixtureFitFormula::fit),
          Map.entry(LogDensity.class, MixtureFormulas::logDensity),
          Map.entry(FullGaussianLogDensity.class, MixtureFormulas::fullLogDensity),
          Map.entry(MeanInnerProduct.class, ScoreFormulas::meanInnerProduct),
          Map.entry(MaximumInnerProduct.class, ScoreFormulas::maximumInnerProduct),
          Map.entry(HistogramLoss.class, ScoreFormulas::histogramLoss),
          Map.entry(PairwiseLogisticLoss.class, ScoreFormulas::pairwiseLogisticLoss),
          Map.entry(SoftmaxCrossEntropy.class, ScoreFormulas::softmaxCrossEntropy),
          Map.entry(ContrastiveCrossEntropy.class, ScoreFormulas::contrastiveCrossEntropy));

  private PlainFormulas() {}

  /**
   * The value of an operation.
   *
   * @throws AssertionError if its formula is missing here
   */
  static Scalars apply(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording recording) {
    PlainFormula formula = FORMULAS.get(operation.getClass());
    if (formula == null) {
      throw new AssertionError(
          "no plain formula of " + operation.getClass().getName() + ": add one to PlainFormulas");
    }
    return formula.apply(operation, values, in, recording);
  }

  private static Scalars sum(Scalars a, Scalars b, Recording r) {
    Scalars sum = Scalars.empty(a.rows(), a.columns());
    for (int i = 0; i < sum.entries().length; i++) {
      sum.entries()[i] = r.plus(a.entries()[i], b.entries()[i]);
    }
    return sum;
  }

  private static Scalars repetition(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    int rows = Settings.of(operation, "rows", Integer.class);
    int columns = Settings.of(operation, "columns", Integer.class);
    return Scalars.empty(rows, columns).map(none -> in[0].scalar());
  }

  private static Scalars rowSelection(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    List<Scalar> entries = new ArrayList<>();
    int[] indices = Settings.of(operation, "indices", int[].class);
    for (int index : indices) {
      entries.addAll(in[0].row(index));
    }
    return new Scalars(indices.length, in[0].columns(), entries.toArray(Scalar[]::new));
  }
}
