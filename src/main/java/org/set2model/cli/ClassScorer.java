package org.set2model.cli;

import org.set2model.concept.Embedder;
import org.set2model.scoring.ScorerKind;

/** Reads the flag {@code --scorer} of the commands that classify. */
final class ClassScorer {

  private ClassScorer() {}

  /**
   * The scorer that is asked for, or else the network's own.
   *
   * @throws UsageException if there is none of that name, or it is svm
   */
  static ScorerKind of(Flags flags, Embedder loaded) {
    ScorerKind kind =
        flags.parsed("scorer", loaded.settings().scorer().toString(), ScorerKind::parse);
    if (kind.equals(ScorerKind.SVM)) {
      throw new UsageException(
          "svm cannot classify: it learns from images of no class too, and there are none; name"
              + " another by --scorer, such as gauss");
    }
    return kind;
  }
}
