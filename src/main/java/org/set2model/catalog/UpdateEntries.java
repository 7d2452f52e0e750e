package org.set2model.catalog;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Comparison;
import org.set2model.audit.Draw;
import org.set2model.audit.Formula;
import org.set2model.audit.PlainCase;
import org.set2model.audit.PlainEntry;
import org.set2model.autodiff.Parameter;
import org.set2model.metalearning.InnerProductHead;
import org.set2model.metalearning.LearningRate;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.MixtureHead;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.FitOptions;
import org.set2model.optimizer.Adam;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.MaximumInnerProduct;
import org.set2model.scoring.MeanInnerProduct;
import org.set2model.scoring.NearestNeighborScorer;

/** What is done with gradients: updates, which have a formula but no derivative. */
final class UpdateEntries {

  private static final String ADAM_PAPER = "arXiv 1412.6980, algorithm 1";

  private UpdateEntries() {}

  static List<PlainEntry> entries() {
    return List.of(
        new PlainEntry(
            "Adam",
            new Formula(
                "w ← w − η frac{m / (1 − b_1^t)}{sqrt{v / (1 − b_2^t)} + ε},  m ← b_1 m + (1 − b_1)"
                    + " g,  v ← b_2 v + (1 − b_2) g^2"),
            ADAM_PAPER,
            List.of(
                new PlainCase("six steps of two parameters", UpdateEntries::adam),
                new PlainCase("the same, interrupted after three", UpdateEntries::resumedAdam))),
        new PlainEntry(
            "learning rate",
            new Formula("η_t = η min(1, frac{t + 1}{50}) frac{1 + cos(π t / T)}{2}"),
            "arXiv 1608.03983, without restarts",
            List.of(new PlainCase("all steps of 20 and of 200", UpdateEntries::learningRate))),
        new PlainEntry(
            "training step",
            new Formula("g = ∇L(w),  g ← g min(1, frac{c}{‖g‖}),  w ← Adam(w, g)"),
            "[S2M, section 2]; clipping: arXiv 1211.5063, algorithm 1; " + ADAM_PAPER,
            List.of(
                new PlainCase(
                    "AVG, pairs, as it is",
                    draw ->
                        new TrainingSteps(
                                draw,
                                new InnerProductHead(new AverageScorer(), 3),
                                (examples, queries, learned, step, concept) ->
                                    MeanInnerProduct.meanInnerProduct(examples, queries),
                                Loss.PAIRWISE)
                            .compare(Double.POSITIVE_INFINITY, 3)),
                new PlainCase(
                    "NN, histogram, clipped",
                    draw ->
                        new TrainingSteps(
                                draw,
                                new InnerProductHead(new NearestNeighborScorer(), 2),
                                (examples, queries, learned, step, concept) ->
                                    MaximumInnerProduct.maximumInnerProduct(examples, queries),
                                Loss.HISTOGRAM)
                            .compare(1e-7, 2)),
                new PlainCase(
                    "Gauss, softmax, clipped",
                    draw -> mixture(draw, FitOptions.unrolled(1, 0), 0, Loss.SOFTMAX, 1e-6)),
                new PlainCase(
                    "GMM2, contrastive, clipped",
                    draw -> mixture(draw, FitOptions.unrolled(2, 3), 0, Loss.CONTRASTIVE, 1e-7)),
                new PlainCase(
                    "GMM2 from the best of 3 starts, pairs, clipped",
                    draw ->
                        mixture(
                            draw,
                            FitOptions.unrolled(2, 3).withStarts(3, 0),
                            0,
                            Loss.PAIRWISE,
                            1e-7)),
                new PlainCase(
                    "GMM2 by its fixed point, softmax",
                    draw ->
                        mixture(
                            draw,
                            FitOptions.implicit(2, 5000, Differentiation.IMPLICIT),
                            0.01,
                            Loss.SOFTMAX,
                            Double.POSITIVE_INFINITY)),
                new PlainCase(
                    "GMM2 that goes on from the last of its concept, softmax",
                    UpdateEntries::rememberingMixture),
                new PlainCase(
                    "KDE, pairs, longer than clipped",
                    draw -> mixture(draw, FitOptions.kernelDensity(), 0, Loss.PAIRWISE, 1e6)))));
  }

  private static Comparison mixture(
      Draw draw, FitOptions options, double hold, Loss loss, double longest) {
    return new TrainingSteps(
            draw,
            new MixtureHead(options, TrainingSteps.DIMENSIONS, 5, 0.3, 0.5),
            TrainingSteps.mixture(options, hold),
            loss)
        .compare(longest, 0.5, 5, 0.3);
  }

  private static Comparison rememberingMixture(Draw draw) {
    FitOptions options = FitOptions.unrolled(2, 3);
    return new TrainingSteps(
            draw,
            new MixtureHead(options, TrainingSteps.DIMENSIONS, 5, 0.3, 0.5, true),
            TrainingSteps.rememberingMixture(options),
            Loss.SOFTMAX)
        .compare(Double.POSITIVE_INFINITY, 0.5, 5, 0.3);
  }

  private static Comparison adam(Draw draw) {
    List<Parameter> fast = parameters(draw);
    List<DMatrixRMaj> values = copies(fast);
    Adam adam = new Adam(fast);
    PlainAdam plain = new PlainAdam();
    for (int t = 0; t < 6; t++) {
      List<DMatrixRMaj> gradients = gradients(draw);
      double rate = 0.1 / (t + 1);
      adam.step(gradients, rate);
      plain.step(values, gradients, rate);
    }
    return compared(fast, values);
  }

  /** Another optimizer goes on with the moments of the first. */
  private static Comparison resumedAdam(Draw draw) {
    List<Parameter> fast = parameters(draw);
    List<DMatrixRMaj> values = copies(fast);
    Adam adam = new Adam(fast);
    PlainAdam plain = new PlainAdam();
    for (int t = 0; t < 6; t++) {
      if (t == 3) {
        Adam resumed = new Adam(fast);
        for (int p = 0; p < resumed.moments().size(); p++) {
          resumed.moments().get(p).value().setTo(adam.moments().get(p).value());
        }
        resumed.continueAfter(adam.stepsMade());
        adam = resumed;
      }
      List<DMatrixRMaj> gradients = gradients(draw);
      adam.step(gradients, 0.01);
      plain.step(values, gradients, 0.01);
    }
    return compared(fast, values);
  }

  private static List<Parameter> parameters(Draw draw) {
    return List.of(
        new Parameter("a", draw.ordinary(2, 3)), new Parameter("b", draw.ordinary(1, 4)));
  }

  private static List<DMatrixRMaj> copies(List<Parameter> parameters) {
    return parameters.stream().map(parameter -> parameter.value().copy()).toList();
  }

  /** One of ordinary size, one of the size of epsilon. */
  private static List<DMatrixRMaj> gradients(Draw draw) {
    DMatrixRMaj small = draw.ordinary(1, 4);
    for (int i = 0; i < 4; i++) {
      small.data[i] *= 1e-8;
    }
    return List.of(draw.ordinary(2, 3), small);
  }

  private static Comparison compared(List<Parameter> fast, List<DMatrixRMaj> plain) {
    Comparison comparison = new Comparison();
    for (int p = 0; p < plain.size(); p++) {
      comparison.add(fast.get(p).name(), fast.get(p).value(), plain.get(p));
    }
    return comparison;
  }

  private static Comparison learningRate(Draw draw) {
    Comparison comparison = new Comparison();
    for (int steps : new int[] {20, 200}) {
      DMatrixRMaj fast = new DMatrixRMaj(steps, 1);
      DMatrixRMaj plain = new DMatrixRMaj(steps, 1);
      LearningRate rate = new LearningRate(0.3, steps);
      for (int t = 0; t < steps; t++) {
        fast.data[t] = rate.at(t);
        double warmth = t < 50 ? (t + 1) / 50.0 : 1;
        plain.data[t] = 0.3 * warmth * Math.pow(Math.cos(Math.PI * t / steps / 2), 2);
      }
      comparison.add(steps + " steps", fast, plain);
    }
    return comparison;
  }
}
