package org.set2model.metalearning;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Variable;
import org.set2model.mixture.Prior;
import org.set2model.operations.Exponential;
import org.set2model.operations.Repetition;
import org.set2model.retrieval.MixtureScorer;
import org.set2model.retrieval.Scorer;

/**
 * The log-likelihood of a mixture, fitted with a learned variance prior: the strength nu and the
 * variance s^2, one number for all dimensions, are parameters beside the network's, as is the scale
 * of the log-likelihoods.
 */
public final class MixtureHead implements ScoringHead {

  /** Far below the variance 1/D of the entries of unit vectors; only there to keep fits regular. */
  private static final double FLOOR = 1e-6;

  private final int components;
  private final int iterations;
  private final int dimensions;
  private final Parameter logScale;
  private final Parameter logStrength;
  private final Parameter logVariance;

  /**
   * A head.
   *
   * @param components number of components
   * @param iterations steps of expectation maximisation
   * @param dimensions length of a descriptor
   * @param strength initial nu, in examples
   * @param variance initial s^2
   * @param scale initial factor of the log-likelihoods
   */
  public MixtureHead(
      int components,
      int iterations,
      int dimensions,
      double strength,
      double variance,
      double scale) {
    this.components = components;
    this.iterations = iterations;
    this.dimensions = dimensions;
    this.logScale = Parameter.scalar("head.log-scale", Math.log(scale));
    this.logStrength = Parameter.scalar("head.log-prior-strength", Math.log(strength));
    this.logVariance = Parameter.scalar("head.log-prior-variance", Math.log(variance));
  }

  /**
   * A head that does not fit but puts a component on every example: a kernel density estimate,
   * whose squared width is learned as the variance of a strong prior.
   *
   * @param dimensions length of a descriptor
   * @param strength initial nu, in examples, large
   * @param variance initial s^2
   * @param scale initial factor of the log-likelihoods
   */
  public static MixtureHead kernelDensity(
      int dimensions, double strength, double variance, double scale) {
    return new MixtureHead(Integer.MAX_VALUE, 0, dimensions, strength, variance, scale);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(logScale, logStrength, logVariance);
  }

  @Override
  public Scorer scorer(List<Variable> leaves, long seed) {
    Variable zero = Variable.constant(new DMatrixRMaj(1, 1));
    Variable variance = Repetition.repeat(Exponential.exp(leaves.get(2)), 1, dimensions);
    Prior prior =
        new Prior(
            zero,
            zero,
            Exponential.exp(leaves.get(1)),
            Variable.constant(new DMatrixRMaj(1, dimensions)),
            variance,
            Variable.constant(Parameter.scalar("floor", FLOOR).value()));
    return new MixtureScorer(components, iterations, 1, prior, seed);
  }

  @Override
  public Variable scale(List<Variable> leaves) {
    return Exponential.exp(leaves.get(0));
  }
}
