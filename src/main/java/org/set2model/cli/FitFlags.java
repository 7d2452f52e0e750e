package org.set2model.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
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
            Set.of(
                "points",
                "queries",
                "weights",
                "init",
                "model",
                "covariance",
                "iterations",
                "tolerance",
                "floor",
                "prior-strength",
                "prior-variance",
                "gradient",
                "seed",
                "output",
                "plot"));
    points = path("points").orElseThrow(() -> new UsageException("fit needs --points X.csv"));
    output = path("output").orElseThrow(() -> new UsageException("fit needs --output fit.json"));
    queries = path("queries");
    weights = path("weights");
    init = path("init");
    plot = path("plot");
    model = flags.text("model", "gauss");
    components = components(model);
    shape = choice("covariance", Shape.values(), Shape.DIAGONAL);
    gradient =
        flags.text("gradient", "none").equals("none")
            ? Optional.empty()
            : Optional.of(choice("gradient", Differentiation.values(), null));
    boolean counted = isGiven("iterations");
    iterations = flags.integer("iterations", MOST_STEPS, 0, MOST_ITERATIONS);
    tolerance = counted ? 0 : real("tolerance").orElse(DEFAULT_TOLERANCE);
    floor = notNegative("floor").orElse(DEFAULT_FLOOR);
    priorStrength = notNegative("prior-strength").orElse(0);
    priorVariance = notNegative("prior-variance");
    seed = flags.longInteger("seed", 1);
    if (counted && isGiven("tolerance")) {
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
    if (shape == Shape.FULL && gradient.equals(Optional.of(Differentiation.KKT))) {
      throw new UsageException(
          "--gradient kkt is for diagonal and spherical covariance: --gradient implicit gives the"
              + " same for a full one");
    }
    if (priorVariance.isPresent() && !isGiven("prior-strength")) {
      throw new UsageException("--prior-variance is without effect: give --prior-strength with it");
    }
    List<Path> read = Arrays.asList(points, at(queries), at(weights), at(init));
    for (Path written : Arrays.asList(output, at(plot))) {
      if (written != null && read.stream().anyMatch(file -> same(file, written))) {
        throw new UsageException(written + " would be overwritten: name another file");
      }
    }
    if (plot.isPresent() && same(plot.get(), output)) {
      throw new UsageException("--output and --plot must name two different files");
    }
  }

  /** Whether a mixture is fitted by steps, not a Gaussian in closed form. */
  boolean isMixture() {
    return model.startsWith(MIXTURE);
  }

  /** The covariance of a component; of the diagonal, if it is full. */
  Covariance covariance() {
    return shape == Shape.SPHERICAL ? Covariance.SPHERICAL : Covariance.DIAGONAL;
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
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

  private <E extends Enum<E>> E choice(String flag, E[] values, E byDefault) {
    String text = flags.text(flag, byDefault == null ? "" : name(byDefault));
    return Arrays.stream(values)
        .filter(value -> name(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--"
                        + flag
                        + " ("
                        + text
                        + ") must be one of "
                        + (byDefault == null ? "none, " : "")
                        + Arrays.stream(values)
                            .map(FitFlags::name)
                            .collect(Collectors.joining(", "))));
  }

  private boolean isGiven(String flag) {
    return flags.text(flag, null) != null;
  }

  private OptionalDouble notNegative(String flag) {
    OptionalDouble value = real(flag);
    if (value.isPresent() && !(value.getAsDouble() >= 0)) {
      throw new UsageException("--" + flag + " (" + value.getAsDouble() + ") must not be negative");
    }
    return value;
  }

  private OptionalDouble real(String flag) {
    String text = flags.text(flag, null);
    if (text == null) {
      return OptionalDouble.empty();
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw new UsageException("--" + flag + " (" + text + ") must be a finite number");
    }
    return OptionalDouble.of(value);
  }

  private Optional<Path> path(String flag) {
    String text = flags.text(flag, null);
    if (text == null) {
      return Optional.empty();
    }
    if (text.isBlank()) {
      throw new UsageException("--" + flag + " must name a file");
    }
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new UsageException("--" + flag + " (" + text + ") must name a file");
    }
  }

  private static Path at(Optional<Path> path) {
    return path.orElse(null);
  }

  private static boolean same(Path a, Path b) {
    return a != null && a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }
}
