package org.set2model.catalog;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.MORE_DIMENSIONS_THAN_POINTS;
import static org.set2model.audit.Kind.ONE_EXAMPLE;
import static org.set2model.audit.Kind.ORDINARY;
import static org.set2model.audit.Kind.SIGNED_ZERO;
import static org.set2model.audit.Kind.TINY;
import static org.set2model.audit.Kind.ZEROS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Case;
import org.set2model.audit.Composition;
import org.set2model.audit.Draw;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;
import org.set2model.mixture.Covariance;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.ExpectationMaximizationStep;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.FullGaussianFit;
import org.set2model.mixture.FullGaussianLogDensity;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LinearSolver;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MeansStart;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.mixture.PlainExpectationMaximizationStep;
import org.set2model.mixture.Prior;
import org.set2model.mixture.SeededStart;

/** Fits of Gaussians and mixtures, and log-densities under what was fitted. */
final class MixtureEntries {

  static final String EM = "doi:10.1111/j.2517-6161.1977.tb01600.x; [S2M, section 3]";

  /** Kinds for which the choice of the points that EM starts on is stable. */
  private static final List<Kind> DISTINCT_POINTS =
      List.of(ORDINARY, TINY, HUGE, ONE_EXAMPLE, MORE_DIMENSIONS_THAN_POINTS);

  /**
   * Kinds for which a fit of two clusters converges to an isolated fixed point. Not TINY: upstream
   * gradients of size one for weights and for means of 1e-8 are 1e8 apart in the fit's units, and a
   * solver that is accurate in norm leaves 1e-8 of the smaller.
   */
  private static final List<Kind> CONVERGING = List.of(ORDINARY, HUGE);

  static final int CLUSTERS = 2;

  /** Steps in which such a fit is sure to converge. */
  static final int MANY_STEPS = 10_000;

  /** A gradient at a fixed point is as exact as the point: the differences see less than 1e-10. */
  private static final double NEAR_ROUNDING = 2e-14;

  static final Formula GAUSSIAN_FIT =
      new Formula(
          "μ = frac{∑_n a_n x_n + κ m}{A + κ},  φ = frac{∑_n a_n {(x_n − μ)}^2 + κ {(μ −"
              + " m)}^2 + ν s^2}{A + ν} + ε");

  static final Formula FULL_FIT =
      new Formula(
          "S = frac{∑_n a_n (x_n − μ) {(x_n − μ)}^⊤ + κ (μ − m) {(μ − m)}^⊤ + ν diag(s^2)}{A"
              + " + ν} + ε I");

  static final Formula FULL_LOG_DENSITY =
      new Formula("log p(z) = − frac{1}{2} (log det(2 π S) + {(z − μ)}^⊤ S^{−1} (z − μ))");

  static final Formula STEP =
      new Formula(
          "w_k′ = frac{N_k + α}{A + K α},  μ_k′ = frac{∑_n c_{n k} x_n + κ m}{N_k + κ},  φ_k′"
              + " = frac{∑_n c_{n k} {(x_n − μ_k′)}^2 + κ {(μ_k′ − m)}^2 + ν s^2}{N_k + ν} +"
              + " ε");

  static final Formula KKT = new Formula("∇_θ (∑_n a_n log p(x_n; θ) + λ (∑_k w_k − 1)) = 0");

  static final Formula UNROLLED = new Formula("θ_{t + 1} = T(θ_t, X, a),  t = 0, …, T − 1");

  static final Formula LOG_DENSITY =
      new Formula(
          "log p(z) = log ∑_k w_k exp(− frac{1}{2} ∑_j (log(2 π φ_{k j}) + frac{{(z_j − μ_{k"
              + " j})}^2}{φ_{k j}}))");

  /** Where theta stands among the inputs of a step. */
  private static final int THETA = 8;

  private MixtureEntries() {}

  static List<Entry> entries() {
    return List.of(
        new Entry(
                "Gaussian fit",
                GAUSSIAN_FIT,
                "[S2M, eq. 9-10]",
                "points real, weights and prior strengths ≥ 0",
                Set.of(GaussianFit.class),
                Kind.ALL,
                draw -> {
                  Covariance covariance = covariance(draw);
                  return Case.of(
                          new GaussianFit(covariance), array(fitArguments(draw, draw.columns())))
                      .plainly(PlainDensities.gaussianFit(covariance));
                })
            .withPlainForm()
            .withTangent(),
        new Entry(
                "mixture start",
                new Formula("w_k = frac{1}{K},  μ_k = x_{i(k)},  φ_k = φ"),
                "doi:10.5555/1283383.1283494; [S2M, eq. 9-10]",
                "points real, weights and prior strengths ≥ 0; the indices i(k) held fixed",
                Set.of(MixtureStart.class),
                Kind.ALL,
                draw -> {
                  List<Argument> arguments = fitArguments(draw, draw.columns());
                  int last = arguments.get(0).value().numRows - 1;
                  Covariance covariance = covariance(draw);
                  int[] indices = {draw.integer(0, last), draw.integer(0, last)};
                  return Case.of(new MixtureStart(covariance, indices), array(arguments))
                      .plainly(PlainDensities.start(covariance, indices));
                })
            .withPlainForm(),
        new Entry(
                "mixture start from means",
                new Formula("w_k = frac{1}{K},  μ_k = M_k,  φ_k = φ"),
                "[S2M, eq. 9-10]",
                "points and means real, weights and prior strengths ≥ 0",
                Set.of(MeansStart.class),
                Kind.ALL,
                draw -> {
                  int dimensions = draw.columns();
                  List<Argument> arguments = fitArguments(draw, dimensions);
                  arguments.add(Argument.of("means", draw.matrix(draw.integer(1, 3), dimensions)));
                  Covariance covariance = covariance(draw);
                  return Case.of(new MeansStart(covariance), array(arguments))
                      .plainly(PlainDensities.meansStart(covariance));
                })
            .withPlainForm(),
        new Entry(
                "Gaussian fit, full covariance",
                FULL_FIT,
                "[S2M, eq. 9-10], for full covariance",
                "points real, weights and prior strengths ≥ 0",
                Set.of(FullGaussianFit.class),
                Kind.ALL,
                draw ->
                    Case.of(new FullGaussianFit(), array(fitArguments(draw, draw.columns())))
                        .plainly(PlainDensities.fullGaussianFit()))
            .withPlainForm(),
        new Entry(
                "Gaussian log-density, full covariance",
                FULL_LOG_DENSITY,
                "[S2M, eq. 3], for full covariance",
                "covariance positive definite, queries real",
                Set.of(FullGaussianLogDensity.class),
                Kind.ALL,
                MixtureEntries::fullLogDensity)
            .withPlainForm(),
        new Entry(
                "plain expectation-maximization step",
                STEP,
                EM,
                "points near components, none empty, weights and prior strengths ≥ 0, variances > 0;"
                    + " diagonal or spherical",
                Set.of(PlainExpectationMaximizationStep.class),
                Kind.ALL,
                draw -> {
                  Covariance covariance = covariance(draw);
                  return Case.of(
                          new ThetaInParts(new PlainExpectationMaximizationStep(covariance), THETA),
                          array(stepArguments(draw)))
                      .plainly(new ThetaInParts(PlainDensities.step(covariance), THETA));
                })
            .withPlainForm(),
        new Entry(
                "expectation-maximization step",
                STEP,
                EM,
                "points real, weights and prior strengths ≥ 0, variances > 0; diagonal or spherical",
                Set.of(ExpectationMaximizationStep.class),
                Kind.ALL,
                draw -> {
                  Covariance covariance = covariance(draw);
                  return Case.of(
                      new ThetaInParts(new ExpectationMaximizationStep(covariance), THETA),
                      array(stepArguments(draw)));
                })
            .withTangent(),
        new Entry(
                "mixture fit, unrolled",
                UNROLLED,
                EM,
                "points real, weights and prior strengths ≥ 0, variances > 0; diagonal or spherical",
                Set.of(MixtureFit.class),
                Kind.ALL,
                draw -> {
                  int steps = draw.integer(0, 4);
                  Covariance covariance = covariance(draw);
                  FitOptions options = FitOptions.unrolled(1, steps).withCovariance(covariance);
                  return Case.of(
                          new ThetaInParts(new MixtureFit(options), THETA),
                          array(stepArguments(draw)))
                      .plainly(new ThetaInParts(PlainDensities.unrolled(covariance, steps), THETA));
                })
            .withPlainForm(),
        new Entry(
            "mixture fit, implicit",
            new Formula("θ^∗ = T(θ^∗, X, a)"),
            EM,
            "clusters apart, weights and prior strengths ≥ 0; diagonal or spherical",
            Set.of(MixtureFit.class),
            CONVERGING,
            draw -> fixedPoint(draw, Differentiation.IMPLICIT)),
        new Entry(
            "mixture fit, KKT",
            KKT,
            "[S2M, eq. 12-15]",
            "clusters apart, weights > 0; no prior, no floor; diagonal or spherical",
            Set.of(MixtureFit.class),
            CONVERGING,
            MixtureEntries::stationaryPoint),
        new Entry(
            "mixture fit, KKT, at no prior",
            KKT,
            "[S2M, eq. 12-15]",
            "clusters apart, weights > 0; derivatives to the side of prior strengths and floor > 0",
            Set.of(MixtureFit.class),
            List.of(ORDINARY),
            draw -> fixedPoint(draw, Differentiation.KKT)),
        new Entry(
                "mixture log-density",
                LOG_DENSITY,
                "[S2M, eq. 3]",
                "weights ≥ 0, variances > 0, queries real",
                Set.of(LogDensity.class),
                Kind.ALL,
                draw -> {
                  int dimensions = draw.columns();
                  List<Argument> arguments = new ArrayList<>(thetaArguments(draw, dimensions));
                  arguments.add(Argument.of("queries", draw.matrix(draw.rows(), dimensions)));
                  return Case.of(new ThetaInParts(new LogDensity(), 0), array(arguments))
                      .plainly(new ThetaInParts(PlainDensities.logDensity(), 0));
                })
            .withPlainForm()
            .withTangent(),
        new Entry(
            "log-density under a fitted Gaussian",
            new Formula("s_m = log p(z_m; θ^∗(X))"),
            "[S2M, eq. 1, 3, 9-10]",
            "points and queries real, weights and prior strengths ≥ 0",
            Set.of(GaussianFit.class, LogDensity.class),
            Kind.ALL,
            draw -> fittedDensity(draw, 1)),
        new Entry(
            "log-density under a fitted mixture",
            new Formula("s_m = log p(z_m; θ_T(X))"),
            "[S2M, eq. 1 and 3]; " + EM,
            "distinct points, queries real, weights and prior strengths ≥ 0; the start's points"
                + " held fixed",
            Set.of(MixtureStart.class, MixtureFit.class, LogDensity.class),
            DISTINCT_POINTS,
            draw -> fittedDensity(draw, 2)));
  }

  private static Covariance covariance(Draw draw) {
    Covariance[] all = Covariance.values();
    return all[draw.integer(0, all.length - 1)];
  }

  /** A mean above a covariance, which is one plus a random positive semidefinite part. */
  private static Case fullLogDensity(Draw draw) {
    int dimensions = draw.integer(1, 7);
    double square = draw.scale() * draw.scale();
    DMatrixRMaj factor = draw.ordinary(dimensions, dimensions);
    DMatrixRMaj mean = draw.matrix(1, dimensions);
    DMatrixRMaj parameters = new DMatrixRMaj(1 + dimensions, dimensions);
    for (int i = 0; i < dimensions; i++) {
      parameters.set(0, i, mean.data[i]);
      for (int j = 0; j < dimensions; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < dimensions; k++) {
          sum += 0.3 * factor.get(i, k) * factor.get(j, k);
        }
        parameters.set(1 + i, j, square * sum);
      }
    }
    return Case.of(
            new FullGaussianLogDensity(),
            Argument.of("parameters", parameters),
            Argument.of("queries", draw.matrix(draw.rows(), dimensions)))
        .plainly(PlainDensities.fullLogDensity());
  }

  private static Case fittedDensity(Draw draw, int components) {
    int dimensions = draw.columns();
    int iterations = draw.integer(1, 4);
    long seed = draw.seed();
    List<Argument> arguments = fitArguments(draw, dimensions);
    arguments.add(Argument.of("queries", draw.matrix(draw.integer(1, 3), dimensions)));
    return Case.of(
            new Composition(
                "log-density under a fit",
                in ->
                    LogDensity.logDensity(
                        MixtureFit.fit(in[0], in[1], prior(in), components, iterations, seed),
                        in[8])),
            array(arguments))
        .branching(in -> SeededStart.chooseIndices(in[0], in[1], components, seed));
  }

  /** A fixed point, with respect to all that decides it; under KKT there is no prior. */
  private static Case fixedPoint(Draw draw, Differentiation mode) {
    int dimensions = draw.integer(1, 3);
    FitOptions options = converging(draw, mode);
    DMatrixRMaj points = clusters(draw, CLUSTERS * draw.integer(4, 6), dimensions);
    DMatrixRMaj start = clusterStart(draw, dimensions);
    List<Argument> arguments = fitArguments(draw, dimensions, mode == Differentiation.KKT ? 0 : 1);
    arguments.set(0, Argument.of("points", points));
    arguments.set(
        1, Argument.in(Domain.positive(), "weights", draw.positive(points.numRows, 1, 1)));
    return Case.of(
        new Composition(
            "fixed point",
            in ->
                MixtureFit.mixtureFit(in[0], in[1], prior(in), Variable.constant(start), options)),
        array(arguments));
  }

  private static Case stationaryPoint(Draw draw) {
    int dimensions = draw.integer(1, 3);
    FitOptions options = converging(draw, Differentiation.KKT);
    DMatrixRMaj points = clusters(draw, CLUSTERS * draw.integer(4, 6), dimensions);
    DMatrixRMaj start = clusterStart(draw, dimensions);
    Prior none = Prior.floorOnly(dimensions, 0);
    return Case.of(
        new Composition(
            "stationary point",
            in -> MixtureFit.mixtureFit(in[0], in[1], none, Variable.constant(start), options)),
        Argument.of("points", points),
        Argument.in(Domain.positive(), "weights", draw.positive(points.numRows, 1, 1)));
  }

  /** Of some covariance, solved by some solver; Neumann's series is for the fixed point only. */
  private static FitOptions converging(Draw draw, Differentiation mode) {
    List<LinearSolver> solvers =
        mode == Differentiation.KKT
            ? List.of(LinearSolver.LU, LinearSolver.GMRES)
            : List.of(LinearSolver.LU, LinearSolver.GMRES, LinearSolver.NEUMANN);
    return FitOptions.implicit(CLUSTERS, MANY_STEPS, mode)
        .withTolerance(NEAR_ROUNDING)
        .withCovariance(covariance(draw))
        .withSolver(solvers.get(draw.integer(0, solvers.size() - 1)));
  }

  /** Points about -3 and 3 in all dimensions, in turn. */
  static DMatrixRMaj clusters(Draw draw, int count, int dimensions) {
    DMatrixRMaj points = draw.ordinary(count, dimensions);
    for (int n = 0; n < points.numRows; n++) {
      for (int j = 0; j < dimensions; j++) {
        points.set(n, j, draw.scale() * (points.get(n, j) + (n % 2 == 0 ? -3 : 3)));
      }
    }
    return points;
  }

  static DMatrixRMaj clusterStart(Draw draw, int dimensions) {
    DMatrixRMaj start = new DMatrixRMaj(CLUSTERS, 1 + 2 * dimensions);
    for (int k = 0; k < CLUSTERS; k++) {
      start.set(k, 0, 1.0 / CLUSTERS);
      for (int j = 0; j < dimensions; j++) {
        start.set(k, 1 + j, draw.scale() * (k == 0 ? -3 : 3));
        start.set(k, 1 + dimensions + j, draw.scale() * draw.scale());
      }
    }
    return start;
  }

  private static Prior prior(Variable[] in) {
    return new Prior(in[2], in[3], in[4], in[5], in[6], in[7]);
  }

  /** Points, example weights and a prior. */
  private static List<Argument> fitArguments(Draw draw, int dimensions) {
    return fitArguments(draw, dimensions, 1);
  }

  /** The same with all strengths and the floor multiplied by a factor. */
  private static List<Argument> fitArguments(Draw draw, int dimensions, double factor) {
    Domain notNegative = Domain.box(0, Double.POSITIVE_INFINITY);
    double square = draw.scale() * draw.scale();
    double strength = draw.kind() == ZEROS ? 0 : factor;
    int points = draw.rows();
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.of("points", draw.matrix(points, dimensions)));
    arguments.add(Argument.in(notNegative, "weights", weights(draw, points)));
    arguments.add(Argument.in(notNegative, "alpha", draw.positive(1, 1, strength)));
    arguments.add(Argument.in(notNegative, "kappa", draw.positive(1, 1, strength)));
    arguments.add(Argument.in(notNegative, "nu", draw.positive(1, 1, factor)));
    arguments.add(Argument.of("mean", draw.matrix(1, dimensions)));
    arguments.add(Argument.in(notNegative, "variance", draw.positive(1, dimensions, square)));
    arguments.add(Argument.in(notNegative, "floor", draw.positive(1, 1, 0.01 * square * factor)));
    return arguments;
  }

  /** Positive, but for one of several. */
  private static DMatrixRMaj weights(Draw draw, int points) {
    DMatrixRMaj weights = draw.positive(points, 1, 1);
    if (draw.kind() == SIGNED_ZERO && points > 1) {
      weights.data[0] = -0.0;
    }
    return weights;
  }

  private static List<Argument> stepArguments(Draw draw) {
    int dimensions = draw.columns();
    List<Argument> arguments = fitArguments(draw, dimensions);
    arguments.addAll(thetaArguments(draw, dimensions));
    return arguments;
  }

  /** The parameters of a mixture of one to three components; the first may have no weight. */
  private static List<Argument> thetaArguments(Draw draw, int dimensions) {
    int components = draw.integer(1, 3);
    DMatrixRMaj weights = draw.positive(components, 1, 1.0 / components);
    if (draw.kind() == SIGNED_ZERO && components > 1) {
      weights.data[0] = 0;
    }
    double square = draw.scale() * draw.scale();
    return List.of(
        Argument.in(Domain.box(0, Double.POSITIVE_INFINITY), "componentWeights", weights),
        Argument.of("means", draw.matrix(components, dimensions)),
        Argument.in(Domain.positive(), "variances", draw.positive(components, dimensions, square)));
  }

  /** The parameters of a mixture, K x (1+2D). */
  static DMatrixRMaj theta(Draw draw, int components, int dimensions) {
    DMatrixRMaj theta = new DMatrixRMaj(components, 1 + 2 * dimensions);
    DMatrixRMaj means = draw.matrix(components, dimensions);
    DMatrixRMaj variances = draw.positive(components, dimensions, draw.scale() * draw.scale());
    DMatrixRMaj weights = draw.positive(components, 1, 1.0 / components);
    for (int k = 0; k < components; k++) {
      theta.set(k, 0, weights.data[k]);
      for (int j = 0; j < dimensions; j++) {
        theta.set(k, 1 + j, means.get(k, j));
        theta.set(k, 1 + dimensions + j, variances.get(k, j));
      }
    }
    return theta;
  }

  private static Argument[] array(List<Argument> arguments) {
    return arguments.toArray(Argument[]::new);
  }
}
