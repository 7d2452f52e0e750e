package org.set2model.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.autodiff.Variable;
import org.set2model.io.DataException;
import org.set2model.mixture.AdjointReport;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.Fit;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.FullGaussianFit;
import org.set2model.mixture.FullGaussianLogDensity;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LinearSolver;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MeansStart;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.mixture.Prior;
import org.set2model.mixture.SeededStart;

/** Fits what {@link FitFlags} ask for to {@link FitData}, and differentiates the fit. */
final class FitRun {

  private final FitFlags flags;
  private final FitData data;
  private final Variable exampleWeights;
  private final Prior onlyFloor;

  private FitRun(FitFlags flags, FitData data) {
    this.flags = flags;
    this.data = data;
    this.exampleWeights = Variable.constant(data.exampleWeights());
    this.onlyFloor = Prior.floorOnly(dimensions(), flags.floor);
  }

  /**
   * Fits and differentiates.
   *
   * @throws DataException if the points have no such fit, or the fit no such gradient
   */
  static FitResult of(FitFlags flags, FitData data) {
    try {
      if (flags.isGradient(Differentiation.KKT)) {
        requirePlainLikelihood(flags);
      }
      var run = new FitRun(flags, data);
      return flags.isMixture() ? run.mixture() : run.gaussian();
    } catch (UnreliableGradientException e) {
      throw refusedGradient(flags, e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new DataException(flags.points + " cannot be fitted so: " + e.getMessage());
    }
  }

  private static void requirePlainLikelihood(FitFlags flags) {
    if (flags.floor > 0 || flags.priorStrength > 0) {
      throw refusedGradient(
          flags,
          String.format(
              "it differentiates the maximum of the plain likelihood, which a fit with %s is not:"
                  + " give --floor 0 and no --prior-strength, or --gradient implicit",
              flags.floor > 0 ? "a floor (" + flags.floor + ")" : "a prior"));
    }
  }

  private static DataException refusedGradient(FitFlags flags, String why) {
    return new DataException("--gradient " + Flags.name(flags.gradient.orElseThrow()) + ": " + why);
  }

  private int dimensions() {
    return data.points().numCols;
  }

  private FitResult gaussian() {
    Variable points = Variable.constant(data.points());
    Variable model = closedForm(points, prior(Variable.constant(priorVariance())));
    return new FitResult(
        model.value(),
        List.of(model.value()),
        0,
        true,
        0,
        logDensity(model, queriesOr(points)).value().data,
        flags.gradient.map(way -> gradient(way, model.value(), 0)));
  }

  private FitResult mixture() {
    Variable points = Variable.constant(data.points());
    boolean keepsPath =
        flags.tolerance == 0
            || flags.plot.isPresent()
            || flags.isGradient(Differentiation.UNROLLED);
    Fit fit =
        Fit.of(
            data.points(),
            data.exampleWeights(),
            prior(Variable.constant(priorVariance())),
            start(points).value(),
            options(
                flags.iterations,
                flags.tolerance,
                keepsPath ? Differentiation.UNROLLED : Differentiation.IMPLICIT));
    return new FitResult(
        fit.parameters(),
        keepsPath ? fit.path() : List.of(),
        fit.iterations(),
        fit.converged(),
        fit.parameterResidual(),
        fit.mixture().logLikelihoods(queriesOr(points).value()),
        flags.gradient.map(way -> gradient(way, fit.parameters(), fit.parameterResidual())));
  }

  private FitOptions options(int iterations, double tolerance, Differentiation way) {
    return new FitOptions(
        flags.covariance(),
        flags.components,
        iterations,
        tolerance,
        1,
        flags.seed,
        way,
        LinearSolver.AUTOMATIC);
  }

  /** The total derivative: through the fit, through its start, and through the default prior. */
  private FitResult.Gradient gradient(Differentiation way, DMatrixRMaj fitted, double residual) {
    Tape tape = new Tape();
    Variable points = tape.leaf(data.points());
    Variable priorVariance = tape.leaf(priorVariance());
    List<AdjointReport> reports = new ArrayList<>();
    Variable model = model(points, prior(priorVariance), way, fitted, residual, reports);
    Variable logDensity = logDensity(model, queriesOr(points));
    var upstream = new DMatrixRMaj(logDensity.rows(), 1);
    upstream.fill(1.0 / logDensity.rows());
    Gradients gradients = tape.backward(logDensity, upstream);
    DMatrixRMaj total = gradients.of(points);
    if (flags.priorStrength > 0 && flags.priorVariance.isEmpty()) {
      CommonOps_DDRM.addEquals(total, throughPriorVariance(gradients.of(priorVariance)));
    }
    return new FitResult.Gradient(
        total,
        reports.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(reports.get(0).solverResidual()));
  }

  private Variable model(
      Variable points,
      Prior prior,
      Differentiation way,
      DMatrixRMaj fitted,
      double residual,
      List<AdjointReport> reports) {
    boolean unrolled = way == Differentiation.UNROLLED;
    if (flags.shape == FitFlags.Shape.FULL || !flags.isMixture() && unrolled) {
      return closedForm(points, prior);
    }
    if (!unrolled) {
      requireFixedPoint(residual);
    }
    // The residual that the fit reached as tolerance, so that it ends where that fit did.
    double tolerance = unrolled ? flags.tolerance : Math.max(Double.MIN_NORMAL, residual);
    return flags.isMixture()
        ? MixtureFit.mixtureFit(
            points,
            exampleWeights,
            prior,
            start(points),
            options(flags.iterations, tolerance, way),
            reports::add)
        : MixtureFit.mixtureFit(
            points,
            exampleWeights,
            prior,
            Variable.constant(fitted),
            options(1, FitFlags.DEFAULT_TOLERANCE, way),
            reports::add);
  }

  private void requireFixedPoint(double residual) {
    double largest = flags.tolerance > 0 ? flags.tolerance : FitFlags.DEFAULT_TOLERANCE;
    if (!(residual <= largest)) {
      throw refusedGradient(
          flags,
          String.format(
              "the fit has not converged, its residual (%s) must be at most %s: give %s, or"
                  + " --gradient unrolled",
              residual,
              largest,
              flags.tolerance > 0 ? "a larger --tolerance" : "more --iterations"));
    }
  }

  private Variable closedForm(Variable points, Prior prior) {
    return flags.shape == FitFlags.Shape.FULL
        ? FullGaussianFit.fullGaussianFit(points, exampleWeights, prior)
        : GaussianFit.gaussianFit(points, exampleWeights, prior, flags.covariance());
  }

  private Variable logDensity(Variable model, Variable queries) {
    return flags.shape == FitFlags.Shape.FULL
        ? FullGaussianLogDensity.logDensity(model, queries)
        : LogDensity.logDensity(model, queries);
  }

  private Variable queriesOr(Variable points) {
    return data.queries().map(Variable::constant).orElse(points);
  }

  /** theta_0: variances of all the points plus the floor, whatever the prior. */
  private Variable start(Variable points) {
    if (data.means().isPresent()) {
      return MeansStart.meansStart(
          points,
          exampleWeights,
          onlyFloor,
          Variable.constant(data.means().get()),
          flags.covariance());
    }
    int[] indices =
        SeededStart.chooseIndices(
            data.points(), data.exampleWeights(), flags.components, flags.seed);
    return MixtureStart.mixtureStart(
        points, exampleWeights, onlyFloor, flags.covariance(), indices);
  }

  private Prior prior(Variable variance) {
    Prior constant = Prior.ofVariance(dimensions(), flags.priorStrength, 0, flags.floor);
    return new Prior(
        constant.weightStrength(),
        constant.meanStrength(),
        constant.varianceStrength(),
        constant.mean(),
        variance,
        constant.floor());
  }

  /** s2, 1 x D: what was given, or the start's variances. */
  private DMatrixRMaj priorVariance() {
    var variance = new DMatrixRMaj(1, dimensions());
    if (flags.priorVariance.isPresent()) {
      variance.fill(flags.priorVariance.getAsDouble());
    } else if (flags.priorStrength > 0) {
      DMatrixRMaj gaussian = allPoints(Variable.constant(data.points())).value();
      System.arraycopy(gaussian.data, 1 + dimensions(), variance.data, 0, dimensions());
    }
    return variance;
  }

  /** Carries the gradient of the default prior variance back to the points, N x D. */
  private DMatrixRMaj throughPriorVariance(DMatrixRMaj gradient) {
    Tape tape = new Tape();
    Variable points = tape.leaf(data.points());
    var upstream = new DMatrixRMaj(1, 1 + 2 * dimensions());
    System.arraycopy(gradient.data, 0, upstream.data, 1 + dimensions(), dimensions());
    return tape.backward(allPoints(points), upstream).of(points);
  }

  /** The Gaussian of all the points, 1 x (1+2D), with no prior but the floor. */
  private Variable allPoints(Variable points) {
    return GaussianFit.gaussianFit(points, exampleWeights, onlyFloor, flags.covariance());
  }
}
