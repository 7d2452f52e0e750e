package org.set2model.audit;

import java.util.List;
import java.util.stream.Stream;

/** Every differentiable function of the project: operations, layers, models and losses. */
public final class Catalogue {

  private Catalogue() {}

  /** All entries, from elementary operations to whole losses. */
  public static List<Entry> entries() {
    return Stream.of(
            OperationEntries.entries(),
            NetworkEntries.entries(),
            MixtureEntries.entries(),
            RetrievalEntries.entries(),
            MetaLearningEntries.entries())
        .flatMap(List::stream)
        .toList();
  }
}
