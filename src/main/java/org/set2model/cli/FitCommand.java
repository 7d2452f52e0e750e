package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;

/**
 * The command {@code fit}: a Gaussian or a mixture fitted to a table of numbers, and the gradient
 * through the fit, for teaching and for checking from outside.
 */
final class FitCommand {

  private static final String HELP =
      """
      usage: java -jar set2model.jar fit --points X.csv --output fit.json [flags]

      Fits a Gaussian or a mixture of Gaussians to points, tells how likely queries are under it,
      and differentiates their mean log-likelihood with respect to the points, through the fit.

      tables: plain numbers, one row a line, commas between them, no header
        --points X.csv         N x D, one example a row
        --queries Y.csv        M x D, the points to evaluate (default: those of X.csv)
        --weights W.csv        how much each example counts in the fit, not negative: N numbers, one
                               a line or all in one line (default: 1 each)
      model
        --model M              gauss, one Gaussian in closed form, or gmm:K, a mixture of K (at most
                               as many as there are different points) fitted by expectation
                               maximization (default gauss)
        --covariance C         diagonal, spherical, or full, which is for gauss (default diagonal)
        --floor E              added to every variance (default %s)
        --prior-strength NU    the prior counts like NU more examples in each component, at the
                               prior variance from its mean (default 0, no prior)
        --prior-variance V     of every dimension (default: the variance of all the points in the
                               dimension, plus the floor; their average if spherical)
      start and steps of a mixture; for gauss they are without effect
        --init MEANS.csv       K x D, the means of the start (default: points chosen by k-means++);
                               it has equal weights and, whatever the prior, the variances of all
                               the points plus the floor (their average if spherical)
        --seed S               of the choice of points (default 1)
        --iterations T         exactly T steps
        --tolerance R          steps until the residual, the largest change of a parameter in one
                               step, is at most R, but no more than %d (default %s); the
                               unit of weights is 1, of means the standard deviation, of variances
                               the variance
      gradient
        --gradient G           none (default);
                               unrolled: through the steps that were run and the start;
                               implicit: through the fixed point of the step, if the fit converged;
                               kkt: through the conditions of the maximum of the likelihood, if the
                               fit converged and there is neither prior nor floor (--floor 0)
      output
        --output fit.json      the result
        --plot fit.svg         also a drawing, for points of two dimensions

      The result: model, covariance, weights [K], means [K][D], variances [K][D] ([K][D][D] if
      full), iterations, converged, residual (null if no step was run), logLikelihoods (one a
      query), meanLogLikelihood, gradient [N][D], gradientMode, solverResidual (of the linear system
      of implicit and kkt). What was not asked for is null. Numbers read back exactly.

      meanLogLikelihood is the plain mean, over the queries if they are given, else over the points;
      --weights count in the fit only. The gradient is its total derivative with respect to X.csv:
      without queries each point counts twice, by its effect on the fit and as what is evaluated.
      The default of --prior-variance depends on the points too, which the gradient contains. The
      means of --init do not, nor does the choice of points by --seed.

      A Gaussian has iterations 0 and converged true. Its gradient is that of the closed form, or,
      for implicit and kkt with diagonal or spherical covariance, the solution of the same systems
      as for a mixture.

      Exit code 2 for a wrong call, 3 for bad data, a fit that does not exist or a gradient that
      could not be trusted; nothing is written then.
      """
          .formatted(FitFlags.DEFAULT_FLOOR, FitFlags.MOST_STEPS, FitFlags.DEFAULT_TOLERANCE);

  private FitCommand() {}

  /**
   * Runs the command; returns its exit code.
   *
   * @throws UsageException if the flags are wrong
   * @throws DataException if a table, its fit or the gradient is of no use
   * @throws IOException if a file cannot be written
   */
  static int run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return Main.SUCCESS;
    }
    FitFlags flags = new FitFlags(arguments);
    AtomicFile.requireWritable(flags.output);
    if (flags.plot.isPresent()) {
      AtomicFile.requireWritable(flags.plot.get());
    }
    FitData data = FitData.read(flags);
    FitResult result = FitRun.of(flags, data);
    String json = FitOutput.json(flags, result);
    String model = model(flags, result);
    String drawing = flags.plot.isPresent() ? FitDrawing.svg(model, flags, data, result) : "";
    AtomicFile.write(flags.output, json);
    if (flags.plot.isPresent()) {
      AtomicFile.write(flags.plot.get(), drawing);
    }
    print(model, flags, data, result, out);
    return Main.SUCCESS;
  }

  private static void print(
      String model, FitFlags flags, FitData data, FitResult result, PrintStream out) {
    DMatrixRMaj points = data.points();
    line(
        out,
        "model",
        "%s, fitted to %d points of %d dimensions",
        model,
        points.numRows,
        points.numCols);
    if (flags.isMixture() && result.parameters().numRows < flags.components) {
      line(out, "", "%d components were asked for, but no more points differ", flags.components);
    }
    line(out, "iterations", "%s", steps(flags, result));
    line(
        out,
        "mean log-likelihood",
        "%.10g of %d %s",
        result.meanLogLikelihood(),
        result.logLikelihoods().length,
        data.queries().isPresent() ? "queries" : "points");
    if (result.gradient().isPresent()) {
      FitResult.Gradient gradient = result.gradient().get();
      line(
          out,
          "gradient",
          "%s, largest entry %.3e%s",
          Flags.name(flags.gradient.orElseThrow()),
          CommonOps_DDRM.elementMaxAbs(gradient.matrix()),
          gradient.solverResidual().isPresent()
              ? format(", solver residual %.1e", gradient.solverResidual().getAsDouble())
              : "");
    }
    line(out, "written", "%s", flags.output);
    flags.plot.ifPresent(file -> line(out, "", "%s", file));
  }

  private static void line(PrintStream out, String name, String format, Object... values) {
    out.printf("%-21s%s%n", name, format(format, values));
  }

  private static String model(FitFlags flags, FitResult result) {
    int components = result.parameters().numRows;
    String gaussians =
        !flags.isMixture()
            ? "Gaussian"
            : components == 1 ? "Mixture of 1 Gaussian" : "Mixture of " + components + " Gaussians";
    return gaussians + ", " + Flags.name(flags.shape) + " covariance";
  }

  private static String steps(FitFlags flags, FitResult result) {
    if (!flags.isMixture()) {
      return "none, closed form";
    }
    String residual = result.iterations() == 0 ? "" : format("residual %.1e, ", result.residual());
    String end =
        flags.tolerance == 0
            ? "as many as asked for"
            : result.converged() ? "converged" : "NOT converged";
    return result.iterations() + ", " + residual + end;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
