package org.set2model.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.set2model.mixture.Covariance;
import org.set2model.mixture.Differentiation;

/** What a call of {@code fit} asks for. */
final class FitFlags {

  /** The shapes of covariance; the full one is for a single Gaussian. */
  enum Shape {
    DIAGONAL,
    SPHERICAL,
    FULL
  }

  static final double DEFAULT_TOLERANCE = 1e-12;
  static final int MOST_STEPS = 100_000;
  static final double DEFAULT_FLOOR = 1e-6;

  private static final int MOST_COMPONENTS = 10_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final String MIXTURE = "gmm:";

  private final Flags flags;

  final Path points;
  final Optional<Path> queries;
  final Optional<Path> weights;
  final Optional<Path> init;
  final Path output;
  final Optional<Path> plot;

  /** As given: {@code gauss} or {@code gmm:K}. */
  final String model;

  /** K of a mixture; 1 for a Gaussian. */
  final int components;

  final Shape shape;

  /** Empty if no gradient is wanted. */
  final Optional<Differentiation> gradient;

  /** Steps to run, or the most of them if the tolerance is positive. */
  final int iterations;

  /** Zero for a given number of steps. */
  final double tolerance;

  final double floor;
  final double priorStrength;

  /** Empty for the variances of all the points. */
  final OptionalDouble priorVariance;

  final long seed;

  /**
   * Reads the flags.
   *
   * @throws UsageException if they are wrong, or wrong together
   */
  FitFlags(List<String> arguments) {
    flags =
        new Flags(
            "fit",
            arguments,
            Flags.names(
                "points queries weights init model covariance iterations tolerance floor"
                    + " prior-strength prior-variance gradient seed output plot"));
    points = flags.path("points").orElseThrow(() -> new UsageException("fit needs --points X.csv"));
    output =
        flags.path("output").orElseThrow(() -> new UsageException("fit needs --output fit.json"));
    queries = flags.path("queries");
    weights = flags.path("weights");
    init = flags.path("init");
    plot = flags.path("plot");
    model = flags.text("model", "gauss");
    components = components(model);
    shape = flags.choice("covariance", "diagonal", Shape.values()).orElseThrow();
    gradient = flags.choice("gradient", "none", Differentiation.values());
    boolean counted = flags.has("iterations");
    iterations = flags.integer("iterations", MOST_STEPS, 0, MOST_ITERATIONS);
    tolerance = counted ? 0 : real("tolerance").orElse(DEFAULT_TOLERANCE);
    floor = notNegative("floor").orElse(DEFAULT_FLOOR);
    priorStrength = notNegative("prior-strength").orElse(0);
    priorVariance = notNegative("prior-variance");
    seed = flags.longInteger("seed", 1);
    if (counted && flags.has("tolerance")) {
      throw new UsageException(
          "give --iterations for exactly so many steps, or --tolerance to stop when converged, not"
              + " both");
    }
    if (!counted && !(tolerance > 0 && tolerance < 1)) {
      throw new UsageException("--tolerance (" + tolerance + ") must be above 0 and below 1");
    }
    requireThatTheyFit();
  }

  private void requireThatTheyFit() {
    if (isMixture() && shape == Shape.FULL) {
      throw new UsageException(
          "--covariance full is for --model gauss only: a mixture is diagonal or spherical");
    }
    if (!isMixture() && init.isPresent()) {
      throw new UsageException(
          "--init gives the means on which a mixture starts: give --model gmm:K with it");
    }
    if (shape == Shape.FULL && isGradient(Differentiation.KKT)) {
      throw new UsageException(
          "--gradient kkt is for diagonal and spherical covariance: --gradient implicit gives the"
              + " same for a full one");
    }
    if (priorVariance.isPresent() && !flags.has("prior-strength")) {
      throw new UsageException("--prior-variance is without effect: give --prior-strength with it");
    }
    List<Path> read =
        Stream.of(Optional.of(points), queries, weights, init).flatMap(Optional::stream).toList();
    for (Path written : Stream.of(Optional.of(output), plot).flatMap(Optional::stream).toList()) {
      if (read.stream().anyMatch(file -> same(file, written))) {
        throw new UsageException(written + " would be overwritten: name another file");
      }
    }
    if (plot.filter(file -> same(file, output)).isPresent()) {
      throw new UsageException("--output and --plot must name two different files");
    }
  }

  /** Whether a mixture is fitted by steps, not a Gaussian in closed form. */
  boolean isMixture() {
    return model.startsWith(MIXTURE);
  }

  /** Whether the gradient is wanted, and in this way. */
  boolean isGradient(Differentiation way) {
    return gradient.equals(Optional.of(way));
  }

  /** The covariance of a component; of the diagonal, if it is full. */
  Covariance covariance() {
    return shape == Shape.SPHERICAL ? Covariance.SPHERICAL : Covariance.DIAGONAL;
  }

  private static int components(String model) {
    if (model.equals("gauss")) {
      return 1;
    }
    if (model.startsWith(MIXTURE) && model.substring(MIXTURE.length()).matches("[0-9]{1,5}")) {
      int components = Integer.parseInt(model.substring(MIXTURE.length()));
      if (components >= 1 && components <= MOST_COMPONENTS) {
        return components;
      }
    }
    throw new UsageException(
        "--model (" + model + ") must be gauss, or gmm:K with K from 1 to " + MOST_COMPONENTS);
  }

  private OptionalDouble notNegative(String flag) {
    OptionalDouble value = real(flag);
    if (value.isPresent() && !(value.getAsDouble() >= 0)) {
      throw new UsageException("--" + flag + " (" + value.getAsDouble() + ") must not be negative");
    }
    return value;
  }

  private OptionalDouble real(String flag) {
    return flags.number(flag, "finite number", FitFlags::finite).stream()
        .mapToDouble(value -> value)
        .findFirst();
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static boolean same(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }
}
