package org.set2model.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.audit.Comparison;
import org.set2model.audit.Composition;
import org.set2model.audit.Draw;
import org.set2model.audit.Formula;
import org.set2model.audit.OperationCheck;
import org.set2model.audit.PlainCase;
import org.set2model.audit.PlainEntry;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Covariance;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.ExpectationMaximizationStep;
import org.set2model.mixture.Fit;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.FullGaussianFit;
import org.set2model.mixture.FullGaussianLogDensity;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LinearSolver;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.Mixture;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.mixture.PlainExpectationMaximizationStep;
import org.set2model.mixture.Prior;
import org.set2model.mixture.SeededStart;
import org.set2model.scoring.VariancePrior;

/**
 * Fits and densities at the sizes at which their loops take another path: blocks of 256 queries,
 * tasks of 64 blocks, blocks of 2048 numbers of the points (so of 2048/D points, or of 512), groups
 * of 3, 4, 8 and 12 and what remains, products of 1000 factors, 2^20 kept responsibilities, and
 * more than 64 unknowns of a linear system; with weights of zero and components that are empty.
 */
final class PlainDensityEntries {

  private static final Workers THREE = new Workers(3);

  private PlainDensityEntries() {}

  static List<PlainEntry> entries() {
    return List.of(
        new PlainEntry(
            "mixture log-density",
            MixtureEntries.LOG_DENSITY,
            "[S2M, eq. 3]",
            List.of(
                new PlainCase(
                    "600 queries, 9 dimensions, 3 components", draw -> density(draw, 600, 9, 3)),
                new PlainCase("257 queries, 2 dimensions, 1", draw -> density(draw, 257, 2, 1)),
                new PlainCase("513 queries, 1 dimension, 6", draw -> density(draw, 513, 1, 6)),
                new PlainCase("3 queries, 2003 dimensions", draw -> density(draw, 3, 2003, 1)),
                new PlainCase(
                    "a component of weight zero", PlainDensityEntries::densityWithoutWeight),
                new PlainCase(
                    "33,068 queries in 3 tasks of 3 workers", PlainDensityEntries::manyQueries))),
        new PlainEntry(
            "expectation-maximization step",
            MixtureEntries.STEP,
            MixtureEntries.EM,
            List.of(
                new PlainCase(
                    "60 points of 64 dimensions, 3 components",
                    draw -> step(draw, Covariance.DIAGONAL, 60, 64, 3)),
                new PlainCase(
                    "1,100 points of 5 dimensions, 3 components",
                    draw -> step(draw, Covariance.DIAGONAL, 1100, 5, 3)),
                new PlainCase(
                    "1,030 points of 1 dimension, 1 component",
                    draw -> step(draw, Covariance.SPHERICAL, 1030, 1, 1)),
                new PlainCase(
                    "530 points of 9 dimensions, 2 spherical components",
                    draw -> step(draw, Covariance.SPHERICAL, 530, 9, 2)),
                new PlainCase(
                    "25 points of 100 dimensions, 4 components", PlainDensityEntries::wideStep),
                new PlainCase(
                    "components of weight zero, points of weight zero, no prior",
                    draw -> emptyStep(draw, Covariance.DIAGONAL)),
                new PlainCase("the same, spherical", draw -> emptyStep(draw, Covariance.SPHERICAL)),
                new PlainCase("a component of next to no weight", PlainDensityEntries::lightStep))),
        new PlainEntry(
            "Gaussian fit",
            MixtureEntries.GAUSSIAN_FIT,
            "[S2M, eq. 9-10]",
            List.of(
                new PlainCase(
                    "1,100 points of 5 dimensions",
                    draw -> gaussian(draw, Covariance.DIAGONAL, 1100, 5)),
                new PlainCase(
                    "60 points of 64 dimensions, spherical",
                    draw -> gaussian(draw, Covariance.SPHERICAL, 60, 64)))),
        new PlainEntry(
            "Gaussian fit, full covariance",
            MixtureEntries.FULL_FIT,
            "[S2M, eq. 9-10], for full covariance",
            List.of(
                new PlainCase(
                    "40 points of 9 dimensions",
                    draw ->
                        Comparison.of(
                            new FullGaussianFit(),
                            PlainDensities.fullGaussianFit(),
                            draw.seed(),
                            given(draw, 40, 9))))),
        new PlainEntry(
            "Gaussian log-density, full covariance",
            MixtureEntries.FULL_LOG_DENSITY,
            "[S2M, eq. 3], for full covariance",
            List.of(
                new PlainCase("9 dimensions", draw -> full(draw, 9)),
                new PlainCase("12 dimensions", draw -> full(draw, 12)))),
        new PlainEntry(
            "mixture fit, unrolled",
            MixtureEntries.UNROLLED,
            MixtureEntries.EM,
            List.of(
                new PlainCase(
                    "245 steps of 1,100 points and 4 components", PlainDensityEntries::longFit),
                new PlainCase(
                    "steps until the tolerance is met", PlainDensityEntries::tolerantFit))),
        new PlainEntry(
            "objective of a fit",
            new Formula(
                "F = ∑_n a_n log p(x_n) + α ∑_k log w_k − frac{1}{2} ∑_{k, j} (ν (log φ_{k j} +"
                    + " frac{s_j^2}{φ_{k j}}) + κ frac{{(μ_{k j} − m_j)}^2}{φ_{k j}})"),
            MixtureEntries.EM,
            List.of(
                new PlainCase("weighted points", draw -> objective(draw, 20, false)),
                new PlainCase(
                    "1,100 points of equal weight", draw -> objective(draw, 1100, true)))),
        new PlainEntry(
            "best of several starts",
            new Formula("r^∗ = argmax_r F(θ_T^r)"),
            "doi:10.5555/1283383.1283494",
            List.of(
                new PlainCase("5 starts", PlainDensityEntries::bestStart),
                new PlainCase(
                    "points chosen far from each other, and twins", PlainDensityEntries::seeds))),
        new PlainEntry(
            "priors",
            new Formula("(α, κ, ν, m, s^2, ε)"),
            "[S2M, section 3]",
            List.of(new PlainCase("of a variance, of a floor, and in full", draw -> priors()))),
        new PlainEntry(
            "gradients that do not exist",
            new Formula("θ^∗ = T(θ^∗)"),
            "none",
            List.of(new PlainCase("are refused", PlainDensityEntries::refusals))),
        new PlainEntry(
            "mixture fit, KKT",
            MixtureEntries.KKT,
            "[S2M, eq. 12-15]",
            List.of(
                new PlainCase(
                    "where the fit has hardly converged, with second derivatives in forward mode",
                    PlainDensityEntries::borderedSystem))),
        new PlainEntry(
            "solvers of the fixed point",
            new Formula("{(I − frac{∂T}{∂θ})}^⊤ u = g"),
            "doi:10.1137/0907058",
            List.of(
                new PlainCase(
                    "GMRES beside LU, 10 unknowns",
                    draw -> solvers(draw, 2, Differentiation.IMPLICIT, LinearSolver.GMRES)),
                new PlainCase(
                    "Neumann's series beside LU, 10 unknowns",
                    draw -> solvers(draw, 2, Differentiation.IMPLICIT, LinearSolver.NEUMANN)),
                new PlainCase(
                    "automatic beside LU, 70 unknowns",
                    draw -> solvers(draw, 17, Differentiation.IMPLICIT, LinearSolver.AUTOMATIC)),
                new PlainCase(
                    "GMRES beside LU, KKT, 11 unknowns",
                    draw -> solvers(draw, 2, Differentiation.KKT, LinearSolver.GMRES)),
                new PlainCase(
                    "automatic beside LU, KKT, 71 unknowns",
                    draw -> solvers(draw, 17, Differentiation.KKT, LinearSolver.AUTOMATIC)))));
  }

  private static Comparison density(Draw draw, int queries, int dimensions, int components) {
    return Comparison.of(
        new LogDensity(),
        PlainDensities.logDensity(),
        draw.seed(),
        MixtureEntries.theta(draw, components, dimensions),
        draw.ordinary(queries, dimensions));
  }

  private static Comparison densityWithoutWeight(Draw draw) {
    DMatrixRMaj theta = MixtureEntries.theta(draw, 3, 2);
    theta.set(1, 0, 0);
    return Comparison.of(
        new LogDensity(), PlainDensities.logDensity(), draw.seed(), theta, draw.ordinary(9, 2));
  }

  private static Comparison manyQueries(Draw draw) {
    DMatrixRMaj theta = MixtureEntries.theta(draw, 1, 1);
    theta.set(0, 0, 1);
    DMatrixRMaj queries = draw.ordinary(2 * 64 * 256 + 300, 1);
    double[] fast = new Mixture(theta).logLikelihoods(queries, THREE);
    DMatrixRMaj plain = new DMatrixRMaj(queries.numRows, 1);
    for (int m = 0; m < queries.numRows; m++) {
      double d = queries.data[m] - theta.get(0, 1);
      plain.data[m] = -0.5 * (Math.log(2 * Math.PI * theta.get(0, 2)) + d * d / theta.get(0, 2));
    }
    return new Comparison()
        .add("log-likelihoods", new DMatrixRMaj(queries.numRows, 1, true, fast), plain);
  }

  /** Points, example weights and a prior. */
  private static DMatrixRMaj[] given(Draw draw, int points, int dimensions) {
    return new DMatrixRMaj[] {
      draw.ordinary(points, dimensions),
      draw.positive(points, 1, 1),
      draw.positive(1, 1, 1),
      draw.positive(1, 1, 1),
      draw.positive(1, 1, 1),
      draw.ordinary(1, dimensions),
      draw.positive(1, dimensions, 1),
      draw.positive(1, 1, 0.01)
    };
  }

  private static DMatrixRMaj[] withTheta(DMatrixRMaj[] given, DMatrixRMaj theta) {
    DMatrixRMaj[] inputs = Arrays.copyOf(given, given.length + 1);
    inputs[given.length] = theta;
    return inputs;
  }

  private static Comparison step(
      Draw draw, Covariance covariance, int points, int dimensions, int components) {
    return Comparison.of(
        new ExpectationMaximizationStep(covariance),
        new PlainExpectationMaximizationStep(covariance),
        draw.seed(),
        withTheta(
            given(draw, points, dimensions), MixtureEntries.theta(draw, components, dimensions)));
  }

  /**
   * Components beside each other: far apart, they would decide by the rounding of log-densities.
   */
  private static Comparison wideStep(Draw draw) {
    DMatrixRMaj theta = MixtureEntries.theta(draw, 4, 100);
    for (int k = 0; k < 4; k++) {
      for (int j = 1; j <= 100; j++) {
        theta.set(k, j, 0.1 * theta.get(k, j));
        theta.set(k, 100 + j, 1 + 0.1 * theta.get(k, 100 + j));
      }
    }
    return Comparison.of(
        new ExpectationMaximizationStep(),
        new PlainExpectationMaximizationStep(Covariance.DIAGONAL),
        draw.seed(),
        withTheta(given(draw, 25, 100), theta));
  }

  private static Comparison emptyStep(Draw draw, Covariance covariance) {
    DMatrixRMaj[] given = given(draw, 14, 9);
    DMatrixRMaj theta = MixtureEntries.theta(draw, 5, 9);
    for (int empty : new int[] {0, 3}) {
      theta.set(empty, 0, 0);
      given[1].data[7 * empty / 3] = 0;
    }
    for (int strength = 2; strength <= 4; strength++) {
      given[strength].data[0] = 0;
    }
    return Comparison.of(
        new ExpectationMaximizationStep(covariance),
        PlainDensities.step(covariance),
        draw.seed(),
        withTheta(given, theta));
  }

  /**
   * All shares in the points that the first component has are tiny, and still decide where it goes.
   * The derivative with respect to its weight is a difference of numbers as large as those are
   * small, so the value has to do.
   */
  private static Comparison lightStep(Draw draw) {
    DMatrixRMaj[] given = given(draw, 12, 2);
    for (int strength = 2; strength <= 4; strength++) {
      given[strength].data[0] = 0;
    }
    DMatrixRMaj theta = MixtureEntries.theta(draw, 3, 2);
    theta.set(0, 0, 1e-12);
    DMatrixRMaj[] inputs = withTheta(given, theta);
    return new Comparison()
        .add(
            "theta",
            new ExpectationMaximizationStep().value(inputs),
            PlainDensities.step(Covariance.DIAGONAL).value(inputs));
  }

  private static Comparison gaussian(Draw draw, Covariance covariance, int points, int dimensions) {
    return Comparison.of(
        new GaussianFit(covariance),
        PlainDensities.gaussianFit(covariance),
        draw.seed(),
        given(draw, points, dimensions));
  }

  private static Comparison full(Draw draw, int dimensions) {
    DMatrixRMaj parameters = new DMatrixRMaj(1 + dimensions, dimensions);
    DMatrixRMaj factor = draw.ordinary(dimensions, dimensions);
    for (int i = 0; i < dimensions; i++) {
      parameters.set(0, i, factor.get(i, 0));
      for (int j = 0; j < dimensions; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < dimensions; k++) {
          sum += factor.get(i, k) * factor.get(j, k);
        }
        parameters.set(1 + i, j, sum);
      }
    }
    return Comparison.of(
        new FullGaussianLogDensity(),
        PlainDensities.fullLogDensity(),
        draw.seed(),
        parameters,
        draw.ordinary(7, dimensions));
  }

  /** Responsibilities are kept for 238 steps, and computed again beyond. */
  private static Comparison longFit(Draw draw) {
    int steps = 245;
    return Comparison.of(
        new MixtureFit(steps),
        steps(steps),
        draw.seed(),
        withTheta(given(draw, 1100, 1), MixtureEntries.theta(draw, 4, 1)));
  }

  /** The steps that a fit with a tolerance makes are counted on the way. */
  private static Comparison tolerantFit(Draw draw) {
    DMatrixRMaj[] inputs = withTheta(given(draw, 30, 2), MixtureEntries.theta(draw, 2, 2));
    FitOptions options = FitOptions.unrolled(2, 500).withTolerance(1e-3);
    Operation step = new ExpectationMaximizationStep();
    int steps = 0;
    DMatrixRMaj[] at = inputs.clone();
    double residual = Double.POSITIVE_INFINITY;
    while (residual > 1e-3) {
      DMatrixRMaj next = step.value(at);
      residual = residual(at[8], next);
      at[8] = next;
      steps++;
    }
    return Comparison.of(new MixtureFit(options), steps(steps), draw.seed(), inputs);
  }

  /** The largest change in natural units, as {@link org.set2model.mixture.Fit} defines it. */
  private static double residual(DMatrixRMaj theta, DMatrixRMaj next) {
    int dimensions = theta.numCols / 2;
    double largest = 0;
    for (int k = 0; k < theta.numRows; k++) {
      largest = Math.max(largest, Math.abs(next.get(k, 0) - theta.get(k, 0)));
      for (int j = 1; j <= dimensions; j++) {
        double variance = next.get(k, dimensions + j);
        double mean = (next.get(k, j) - theta.get(k, j)) / Math.sqrt(variance);
        double ratio = (variance - theta.get(k, dimensions + j)) / variance;
        largest = Math.max(largest, Math.max(Math.abs(mean), Math.abs(ratio)));
      }
    }
    return largest;
  }

  /** A fit as steps on a tape. */
  private static Operation steps(int count) {
    Operation step = new ExpectationMaximizationStep();
    return new Composition(
        "steps",
        in -> {
          Variable[] at = in.clone();
          for (int t = 0; t < count; t++) {
            at[8] = step.apply(at);
          }
          return at[8];
        });
  }

  private static Comparison solvers(
      Draw draw, int dimensions, Differentiation mode, LinearSolver solver) {
    FitOptions options =
        FitOptions.implicit(MixtureEntries.CLUSTERS, MixtureEntries.MANY_STEPS, mode)
            .withTolerance(1e-13);
    DMatrixRMaj[] given = given(draw, 2 * dimensions + 10, dimensions);
    given[0] = MixtureEntries.clusters(draw, given[0].numRows, dimensions);
    for (int part = 2; part < given.length && mode == Differentiation.KKT; part++) {
      given[part].fill(0);
    }
    DMatrixRMaj[] inputs = withTheta(given, MixtureEntries.clusterStart(draw, dimensions));
    return Comparison.of(
        new MixtureFit(options.withSolver(solver)),
        new MixtureFit(options.withSolver(LinearSolver.LU)),
        draw.seed(),
        inputs);
  }

  private static Comparison priors() {
    return new Comparison()
        .add("of a variance", row(new VariancePrior(3, 0.2).prior(2)), row(0, 0, 3, 0, 0.2, 1e-6))
        .add("the same", row(Prior.ofVariance(2, 3, 0.2, 0.1)), row(0, 0, 3, 0, 0.2, 0.1))
        .add("of a floor", row(Prior.floorOnly(2, 0.1)), row(0, 0, 0, 0, 0, 0.1))
        .add("in full", row(Prior.constant(2, 1, 2, 3, 4, 5, 6)), row(1, 2, 3, 4, 5, 6));
  }

  /** A number of each part, in the order of the formula. */
  private static DMatrixRMaj row(Prior prior) {
    return row(
        prior.weightStrength().scalar(),
        prior.meanStrength().scalar(),
        prior.varianceStrength().scalar(),
        prior.mean().value().data[1],
        prior.variance().value().data[1],
        prior.floor().scalar());
  }

  private static DMatrixRMaj row(double... numbers) {
    return new DMatrixRMaj(1, numbers.length, true, numbers);
  }

  /** The objective at every theta of a fit, from plain log-densities. */
  private static Comparison objective(Draw draw, int points, boolean equalWeights) {
    DMatrixRMaj[] given = given(draw, points, 2);
    if (equalWeights) {
      given[1].fill(0.7);
    }
    DMatrixRMaj start = MixtureEntries.theta(draw, 3, 2);
    Fit fit = Fit.of(given[0], given[1], prior(given), start, FitOptions.unrolled(3, 3));
    Comparison comparison = new Comparison();
    for (int t = 0; t <= fit.iterations(); t++) {
      comparison.add(
          "objective after " + t + " steps",
          Draw.scalar(fit.objective()[t]),
          Draw.scalar(objective(given, fit.path().get(t))));
    }
    return comparison;
  }

  private static Prior prior(DMatrixRMaj... given) {
    return new Prior(
        Variable.constant(given[2]),
        Variable.constant(given[3]),
        Variable.constant(given[4]),
        Variable.constant(given[5]),
        Variable.constant(given[6]),
        Variable.constant(given[7]));
  }

  private static double objective(DMatrixRMaj[] given, DMatrixRMaj theta) {
    double sum = 0;
    DMatrixRMaj logDensities = PlainDensities.logDensity().value(theta, given[0]);
    for (int n = 0; n < logDensities.numRows; n++) {
      sum += given[1].data[n] * logDensities.data[n];
    }
    int dimensions = given[0].numCols;
    for (int k = 0; k < theta.numRows; k++) {
      sum += given[2].data[0] * Math.log(theta.get(k, 0));
      for (int j = 0; j < dimensions; j++) {
        double variance = theta.get(k, 1 + dimensions + j);
        double offset = theta.get(k, 1 + j) - given[5].data[j];
        sum -= 0.5 * given[4].data[0] * (Math.log(variance) + given[6].data[j] / variance);
        sum -= 0.5 * given[3].data[0] * offset * offset / variance;
      }
    }
    return sum;
  }

  /** The fit that is kept, and that of the highest objective. */
  private static Comparison bestStart(Draw draw) {
    DMatrixRMaj[] given = given(draw, 20, 2);
    long seed = draw.seed();
    FitOptions options = FitOptions.unrolled(3, 4).withCovariance(Covariance.SPHERICAL);
    Variable kept =
        MixtureFit.fit(
            Variable.constant(given[0]),
            Variable.constant(given[1]),
            prior(given),
            options.withStarts(5, seed));
    DMatrixRMaj best = null;
    for (int r = 0; r < 5; r++) {
      int[] indices = SeededStart.chooseIndices(given[0], given[1], 3, seed + r);
      DMatrixRMaj[] at =
          withTheta(given, new MixtureStart(Covariance.SPHERICAL, indices).value(given));
      for (int t = 0; t < 4; t++) {
        at[8] = PlainDensities.step(Covariance.SPHERICAL).value(at);
      }
      if (best == null || objective(given, at[8]) > objective(given, best)) {
        best = at[8];
      }
    }
    return new Comparison().add("theta", kept.value(), best);
  }

  /** k-means++ with the same random numbers. */
  private static Comparison seeds(Draw draw) {
    Comparison comparison = new Comparison();
    for (int repetition = 0; repetition < 10; repetition++) {
      DMatrixRMaj points = draw.ordinary(12, 2);
      System.arraycopy(points.data, 4, points.data, 10, 4);
      DMatrixRMaj weights = draw.positive(12, 1, 1);
      weights.data[3] = 0;
      long seed = draw.seed();
      comparison.add(
          "indices",
          indices(SeededStart.chooseIndices(points, weights, 4, seed)),
          indices(plainSeeds(points, weights, 4, new SplittableRandom(seed))));
    }
    DMatrixRMaj twins = new DMatrixRMaj(5, 1, true, 1, 2, 1, 2, 2);
    DMatrixRMaj ones = new DMatrixRMaj(5, 1, true, 1, 1, 1, 1, 1);
    int[] distinct = SeededStart.chooseIndices(twins, ones, 4, draw.seed());
    Arrays.sort(distinct);
    return comparison.add("distinct points", indices(distinct), indices(0, 1));
  }

  private static DMatrixRMaj indices(int... indices) {
    return new DMatrixRMaj(
        indices.length, 1, true, Arrays.stream(indices).asDoubleStream().toArray());
  }

  /** The cumulated masses of all points decide, and the first of twins stands for them. */
  private static int[] plainSeeds(
      DMatrixRMaj points, DMatrixRMaj weights, int count, SplittableRandom random) {
    int[] chosen = new int[count];
    for (int k = 0; k < count; k++) {
      double[] cumulated = new double[points.numRows];
      double sum = 0;
      for (int n = 0; n < points.numRows; n++) {
        double nearest = k == 0 ? 1 : Double.POSITIVE_INFINITY;
        for (int earlier = 0; earlier < k; earlier++) {
          nearest = Math.min(nearest, squaredDistance(points, n, chosen[earlier]));
        }
        sum += weights.data[n] * nearest;
        cumulated[n] = sum;
      }
      double target = random.nextDouble() * sum;
      int drawn = 0;
      while (cumulated[drawn] <= target) {
        drawn++;
      }
      int twin = 0;
      while (weights.data[twin] == 0 || squaredDistance(points, twin, drawn) > 0) {
        twin++;
      }
      chosen[k] = twin;
    }
    return chosen;
  }

  private static double squaredDistance(DMatrixRMaj points, int n, int m) {
    double sum = 0;
    for (int j = 0; j < points.numCols; j++) {
      double d = points.get(n, j) - points.get(m, j);
      sum += d * d;
    }
    return sum;
  }

  /** Of a fit that has not converged, of empty components or such that coincide, and a prior. */
  private static Comparison refusals(Draw draw) {
    DMatrixRMaj[] given = given(draw, 14, 2);
    given[0] = MixtureEntries.clusters(draw, 14, 2);
    DMatrixRMaj start = MixtureEntries.clusterStart(draw, 2);
    FitOptions implicit = FitOptions.implicit(2, 1, Differentiation.IMPLICIT);
    FitOptions kkt =
        FitOptions.implicit(2, MixtureEntries.MANY_STEPS, Differentiation.KKT).withTolerance(1e-10);
    DMatrixRMaj[] bare = given.clone();
    for (int strength = 2; strength <= 4; strength++) {
      bare[strength] = Draw.scalar(0);
    }
    bare[7] = Draw.scalar(0);
    DMatrixRMaj twins = start.copy();
    System.arraycopy(start.data, 0, twins.data, start.numCols, start.numCols);
    DMatrixRMaj empty = start.copy();
    empty.set(0, 0, 0);
    empty.set(1, 0, 1);
    return new Comparison()
        .add("fit that has not converged", refused(implicit, given, start), Draw.scalar(1))
        .add("prior under KKT", refused(kkt, given, start), Draw.scalar(1))
        .add("empty component", refused(kkt, bare, empty), Draw.scalar(1))
        .add("components that coincide", refused(kkt, bare, twins), Draw.scalar(1))
        .add("none of these", refused(kkt, bare, start), Draw.scalar(0));
  }

  /** 1 if the product of a fit is refused. */
  private static DMatrixRMaj refused(FitOptions options, DMatrixRMaj[] given, DMatrixRMaj start) {
    try {
      DMatrixRMaj upstream = new DMatrixRMaj(start.numRows, start.numCols);
      upstream.fill(1);
      OperationCheck.products(new MixtureFit(options), withTheta(given, start), upstream);
      return Draw.scalar(0);
    } catch (UnreliableGradientException refusal) {
      return Draw.scalar(1);
    }
  }

  /**
   * The paper's system as it stands, {@code [H 1_w; 1_w^T 0] [u; eta] = [g; 0]}, solved densely.
   * Away from a stationary point H has terms that vanish there.
   */
  private static Comparison borderedSystem(Draw draw) {
    FitOptions options =
        FitOptions.implicit(2, MixtureEntries.MANY_STEPS, Differentiation.KKT).withTolerance(0.05);
    int points = 24;
    DMatrixRMaj[] given = given(draw, points, 2);
    for (int part = 2; part < given.length; part++) {
      given[part].fill(0);
    }
    DMatrixRMaj start = MixtureEntries.clusterStart(draw, 2);
    for (int n = 0; n < points; n++) {
      given[0].add(n, 0, n % 2 == 0 ? -1.5 : 1.5);
    }
    DMatrixRMaj theta =
        Fit.of(given[0], given[1], Prior.floorOnly(2, 0), start, options).parameters();
    DMatrixRMaj upstream = draw.ordinary(theta.numRows, theta.numCols);
    DMatrixRMaj[] products =
        OperationCheck.products(new MixtureFit(options), withTheta(given, start), upstream);
    int size = theta.getNumElements();
    DMatrixRMaj matrix = new DMatrixRMaj(size + 1, size + 1);
    for (int column = 0; column < size; column++) {
      DMatrixRMaj unit = new DMatrixRMaj(theta.numRows, theta.numCols);
      unit.data[column] = 1;
      DMatrixRMaj second = along(given, theta, unit)[0];
      for (int row = 0; row < size; row++) {
        matrix.set(row, column, second.data[row]);
      }
    }
    for (int weight = 0; weight < size; weight += theta.numCols) {
      matrix.set(weight, size, 1);
      matrix.set(size, weight, 1);
    }
    DMatrixRMaj right = new DMatrixRMaj(size + 1, 1);
    System.arraycopy(upstream.data, 0, right.data, 0, size);
    DMatrixRMaj solution = new DMatrixRMaj(size + 1, 1);
    CommonOps_DDRM.solve(matrix, right, solution);
    DMatrixRMaj minus = new DMatrixRMaj(theta.numRows, theta.numCols);
    Arrays.setAll(minus.data, i -> -solution.data[i]);
    DMatrixRMaj toWeights =
        new LogDensity().tangent().value(theta, given[0], minus, new DMatrixRMaj(points, 2));
    return new Comparison()
        .add("gradient of the points", products[0], along(given, theta, minus)[1])
        .add("gradient of the weights", products[1], toWeights);
  }

  /** Derivatives of {@code v . dl/dtheta} with respect to theta and to the points. */
  private static DMatrixRMaj[] along(DMatrixRMaj[] given, DMatrixRMaj theta, DMatrixRMaj v) {
    DMatrixRMaj still = new DMatrixRMaj(given[0].numRows, given[0].numCols);
    return OperationCheck.products(
        new LogDensity().tangent(), new DMatrixRMaj[] {theta, given[0], v, still}, given[1]);
  }
}
