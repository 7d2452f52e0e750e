package org.set2model.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.set2model.concept.Embedder;
import org.set2model.scoring.ScorerKind;

/** Reads the flags that name scorers. */
final class ScorerFlags {

  private ScorerFlags() {}

  /**
   * Different scorers, commas between.
   *
   * @throws IllegalArgumentException if there is none of a name, or one is named twice
   */
  static List<ScorerKind> list(String text) {
    List<ScorerKind> kinds = Arrays.stream(text.split(",", -1)).map(ScorerKind::parse).toList();
    if (Set.copyOf(kinds).size() < kinds.size()) {
      throw new IllegalArgumentException("a scorer is named twice in " + text);
    }
    return kinds;
  }

  /**
   * What is trained through; any scorer but svm.
   *
   * @throws UsageException for svm, or if there is none of that name
   */
  static ScorerKind trained(Flags flags, String name, String byDefault) {
    ScorerKind kind = flags.parsed(name, byDefault, ScorerKind::parse);
    if (kind.equals(ScorerKind.SVM)) {
      throw new UsageException(
          "--" + name + " svm: there is no training through svm; name another scorer");
    }
    return kind;
  }

  /**
   * What classifies: the scorer that is asked for, or else the network's own.
   *
   * @throws UsageException for svm, or if there is none of that name
   */
  static ScorerKind classifying(Flags flags, Embedder loaded) {
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
