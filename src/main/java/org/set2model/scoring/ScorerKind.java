package org.set2model.scoring;

import org.set2model.mixture.FitOptions;

/**
 * A scorer as it is named on a command line: {@code avg}, {@code nn}, {@code svm}, {@code gauss},
 * {@code kde}, or {@code gmm:K} with K at least 2.
 *
 * @param family the kind of model
 * @param components number of components: 1 for a Gaussian, K for a mixture, and {@link
 *     FitOptions#ONE_PER_POINT} for a kernel density; 0 where there is no density
 */
public record ScorerKind(Family family, int components) implements Comparable<ScorerKind> {

  /** The kinds of models. */
  public enum Family {
    /** The inner product with the mean of the examples. */
    AVG,
    /** The largest inner product with an example. */
    NN,
    /** A linear support vector machine, the examples against random other images. */
    SVM,
    /** The density of one Gaussian. */
    GAUSS,
    /** The density of a mixture of K Gaussians. */
    GMM,
    /** A kernel density: a component of common width on every example. */
    KDE
  }

  /** The inner product with the mean, {@code avg}. */
  public static final ScorerKind AVG = new ScorerKind(Family.AVG, 0);

  /** The nearest example, {@code nn}. */
  public static final ScorerKind NN = new ScorerKind(Family.NN, 0);

  /** The support vector machine, {@code svm}. */
  public static final ScorerKind SVM = new ScorerKind(Family.SVM, 0);

  /** One Gaussian, {@code gauss}. */
  public static final ScorerKind GAUSS = new ScorerKind(Family.GAUSS, 1);

  /** The kernel density, {@code kde}. */
  public static final ScorerKind KDE = new ScorerKind(Family.KDE, FitOptions.ONE_PER_POINT);

  private static final String MIXTURE = "gmm:";
  private static final int MOST_COMPONENTS = 1000;

  /** A mixture of diagonal Gaussians, of 2 components or more. */
  public static ScorerKind mixture(int components) {
    if (!(components >= 2 && components <= MOST_COMPONENTS)) {
      throw new IllegalArgumentException(
          "gmm:K needs K (" + components + ") from 2 to " + MOST_COMPONENTS);
    }
    return new ScorerKind(Family.GMM, components);
  }

  /**
   * Reads the name of a scorer.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ScorerKind parse(String text) {
    switch (text) {
      case "avg":
        return AVG;
      case "nn":
        return NN;
      case "svm":
        return SVM;
      case "gauss":
        return GAUSS;
      case "kde":
        return KDE;
      default:
        if (text.matches(MIXTURE + "\\d{1,4}")) {
          return mixture(Integer.parseInt(text.substring(MIXTURE.length())));
        }
        throw new IllegalArgumentException(
            "no scorer '" + text + "': there are avg, nn, svm, gauss, kde, and gmm:K with K >= 2");
    }
  }

  /** Whether it scores by the log-likelihood of a fitted density. */
  public boolean isDensity() {
    return components > 0;
  }

  /** By family, then by the number of components. */
  @Override
  public int compareTo(ScorerKind other) {
    int byFamily = family.compareTo(other.family);
    return byFamily != 0 ? byFamily : Integer.compare(components, other.components);
  }

  /** The name, as {@link #parse} takes it. */
  @Override
  public String toString() {
    return switch (family) {
      case AVG -> "avg";
      case NN -> "nn";
      case SVM -> "svm";
      case GAUSS -> "gauss";
      case KDE -> "kde";
      case GMM -> MIXTURE + components;
    };
  }
}
