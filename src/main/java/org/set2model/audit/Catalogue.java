package org.set2model.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every differentiable function of the project: operations, layers, models and losses; and all that
 * has a plain form to be held against.
 */
public final class Catalogue {

  private Catalogue() {}

  /**
   * What is held against differences: plain forms, then all from elementary operations to whole
   * losses.
   */
  public static List<Entry> entries() {
    List<Entry> entries =
        Stream.of(
                OperationEntries.entries(),
                NetworkEntries.entries(),
                MixtureEntries.entries(),
                RetrievalEntries.entries(),
                MetaLearningEntries.entries())
            .flatMap(List::stream)
            .toList();
    return Stream.concat(
            entries.stream().filter(Entry::hasPlainForm).map(Entry::ofPlainForm), entries.stream())
        .toList();
  }

  /** What is held against its plain form, at the sizes at which it takes another path. */
  public static List<PlainEntry> plainEntries() {
    return Stream.of(
            PlainLayerEntries.entries(),
            PlainDensityEntries.entries(),
            PlainLossEntries.entries(),
            UpdateEntries.entries())
        .flatMap(List::stream)
        .toList();
  }
}
