package org.set2model.concept;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.io.DataException;
import org.set2model.mixture.Mixture;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.Ranking;
import org.set2model.scoring.Scorer;

/**
 * A scorer fitted to the descriptors of examples, once, and asked many times. Immutable, and safe
 * for many threads.
 *
 * <p>Components are numbered from 0 by falling weight, as their order in a fit means nothing. Those
 * of a kernel density have the number of the example they stand on, the first of examples that
 * coincide.
 */
public final class ConceptModel {

  /** In place of a component: there is none to name. */
  public static final int NONE = -1;

  private final Scorer scorer;
  private final Variable support;
  private final Optional<Mixture> mixture;
  private final boolean kernelDensity;
  private final int[] numbers;

  /**
   * Learns the concept.
   *
   * @param support N x D, the examples' descriptors
   * @throws DataException if a descriptor is not finite
   */
  public ConceptModel(Scorer scorer, DMatrixRMaj support) {
    requireFinite(support);
    this.scorer = scorer;
    this.support = Variable.constant(support);
    if (scorer instanceof MixtureScorer fit) {
      Mixture model = fit.model(this.support);
      kernelDensity = fit.options().isKernelDensity();
      numbers = kernelDensity ? examples(model, support) : byWeight(model);
      mixture = Optional.of(model);
    } else {
      kernelDensity = false;
      numbers = new int[0];
      mixture = Optional.empty();
    }
  }

  private static int[] byWeight(Mixture model) {
    double[] weights = new double[model.components()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = model.weight(k);
    }
    int[] numbers = new int[weights.length];
    int[] order = Ranking.byDescending(weights);
    for (int number = 0; number < order.length; number++) {
      numbers[order[number]] = number;
    }
    return numbers;
  }

  /** The example that is the mean of each component. */
  private static int[] examples(Mixture model, DMatrixRMaj support) {
    int[] examples = new int[model.components()];
    for (int k = 0; k < examples.length; k++) {
      double least = Double.POSITIVE_INFINITY;
      for (int n = 0; n < support.numRows; n++) {
        double distance = 0;
        for (int j = 0; j < support.numCols; j++) {
          double difference = support.get(n, j) - model.mean(k, j);
          distance += difference * difference;
        }
        if (distance < least) {
          least = distance;
          examples[k] = n;
        }
      }
    }
    return examples;
  }

  /** The scorer's name. */
  public String name() {
    return scorer.name();
  }

  /** What its scores are called. */
  public String scoreName() {
    return isDensity() ? "log-likelihood" : "score";
  }

  /** Whether scores are log-likelihoods. */
  boolean isDensity() {
    return mixture.isPresent();
  }

  /** Whether log-likelihoods are relative to those of images in general. */
  public boolean hasBackground() {
    return scorer instanceof MixtureScorer density && density.ratio().isPresent();
  }

  /** Whether the components are the examples. */
  public boolean isKernelDensity() {
    return kernelDensity;
  }

  /** How many components there are; 0 without a density. */
  public int components() {
    return numbers.length;
  }

  /** The weight of the component with a number; not for a kernel density. */
  public double weight(int number) {
    int component = 0;
    while (numbers[component] != number) {
      component++;
    }
    return mixture.orElseThrow().weight(component);
  }

  /**
   * The scores of queries.
   *
   * @param queries M x D
   * @throws DataException if a descriptor is not finite
   */
  public double[] scores(DMatrixRMaj queries) {
    requireFinite(queries);
    Variable images = Variable.constant(queries);
    return scorer instanceof MixtureScorer density
        ? density.compared(logLikelihoods(queries), images).value().data
        : scorer.scores(support, images).value().data;
  }

  private Variable logLikelihoods(DMatrixRMaj queries) {
    double[] values = mixture.orElseThrow().logLikelihoods(queries);
    return Variable.constant(DMatrixRMaj.wrap(values.length, 1, values));
  }

  /** The number of the component responsible for each query, or none. */
  public int[] responsible(DMatrixRMaj queries) {
    int[] components = new int[queries.numRows];
    int[] best = mixture.map(model -> model.mostResponsible(queries)).orElse(components);
    for (int m = 0; m < components.length; m++) {
      components[m] = isDensity() ? numbers[best[m]] : NONE;
    }
    return components;
  }

  private static void requireFinite(DMatrixRMaj descriptors) {
    for (int i = 0; i < descriptors.getNumElements(); i++) {
      if (!Double.isFinite(descriptors.data[i])) {
        throw new DataException(
            "the network gives a descriptor that is not finite; its weights are out of range, so"
                + " name another network");
      }
    }
  }
}
