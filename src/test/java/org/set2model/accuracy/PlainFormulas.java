package org.set2model.accuracy;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.Broadcast;
import org.set2model.autodiff.ElementwiseFunction;
import org.set2model.autodiff.MatrixMultiplication;
import org.set2model.autodiff.Mean;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Sum;
import org.set2model.autodiff.Transpose;
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
          Map.entry(Arithmetic.class, ElementaryFormulas::arithmetic),
          Map.entry(ElementwiseFunction.class, ElementaryFormulas::function),
          Map.entry(Broadcast.class, ElementaryFormulas::broadcast),
          Map.entry(Sum.class, ElementaryFormulas::sum),
          Map.entry(Mean.class, ElementaryFormulas::mean),
          Map.entry(Transpose.class, ElementaryFormulas::transpose),
          Map.entry(MatrixMultiplication.class, ElementaryFormulas::matrixMultiplication),
          Map.entry(RowSelection.class, ElementaryFormulas::rowSelection),
          Map.entry(ScalarMultiplication.class, ElementaryFormulas::scalarMultiplication),
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
}
