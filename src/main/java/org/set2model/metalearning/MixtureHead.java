package org.set2model.metalearning;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Variable;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.Prior;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.VariancePrior;

/**
 * The log-likelihood of a mixture, fitted with a learned variance prior: the strength nu and the
 * variance s^2, one number for all dimensions, are parameters beside the network's, as is the scale
 * of the log-likelihoods.
 */
public final class MixtureHead implements ScoringHead {

  /**
   * Strength of the priors of weights and means where the fixed point is differentiated: a
   * component that no example supports would else stand wherever it started, and have no
   * derivative.
   */
  private static final double HOLD = 0.01;

  private final FitOptions options;
  private final int dimensions;
  private final Parameter logScale;
  private final Parameter logStrength;
  private final Parameter logVariance;
  private final boolean remembersStarts;
  private final Map<String, DMatrixRMaj> memory = new TreeMap<>();

  /** A head whose fits start afresh at every step. */
  public MixtureHead(
      FitOptions options, int dimensions, double strength, double variance, double scale) {
    this(options, dimensions, strength, variance, scale, false);
  }

  /**
   * A head.
   *
   * @param options of the fits, and the way back through them; the seed is given anew at every step
   * @param dimensions length of a descriptor
   * @param strength initial nu, in examples
   * @param variance initial s^2
   * @param scale initial factor of the log-likelihoods
   * @param remembersStarts whether a fit in training starts from where the last of the same concept
   *     ended
   */
  public MixtureHead(
      FitOptions options,
      int dimensions,
      double strength,
      double variance,
      double scale,
      boolean remembersStarts) {
    this.options = options;
    this.dimensions = dimensions;
    this.remembersStarts = remembersStarts;
    this.logScale = Parameter.scalar("head.log-scale", Math.log(scale));
    this.logStrength = Parameter.scalar("head.log-prior-strength", Math.log(strength));
    this.logVariance = Parameter.scalar("head.log-prior-variance", Math.log(variance));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(logScale, logStrength, logVariance);
  }

  @Override
  public MixtureScorer scorer(List<Variable> leaves, long seed) {
    Variable hold = number(options.differentiation() == Differentiation.UNROLLED ? 0 : HOLD);
    Variable variance = leaves.get(2).exp().broadcast(1, dimensions);
    Prior prior =
        new Prior(
            hold,
            hold,
            leaves.get(1).exp(),
            Variable.constant(new DMatrixRMaj(1, dimensions)),
            variance,
            number(VariancePrior.FLOOR));
    return new MixtureScorer(options.withStarts(options.starts(), seed), prior);
  }

  @Override
  public Scorer scorer(List<Variable> leaves, long seed, String concept) {
    MixtureScorer scorer = scorer(leaves, seed);
    return remembersStarts ? new WarmStartScorer(scorer, concept, memory) : scorer;
  }

  @Override
  public Map<String, DMatrixRMaj> memory() {
    return memory;
  }

  /** The variance prior as it is now. */
  public VariancePrior prior() {
    return new VariancePrior(
        Math.exp(logStrength.value().data[0]), Math.exp(logVariance.value().data[0]));
  }

  @Override
  public Variable scale(List<Variable> leaves) {
    return leaves.get(0).exp();
  }

  private static Variable number(double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
    matrix.data[0] = value;
    return Variable.constant(matrix);
  }
}
