package org.set2model.catalog;

import java.util.List;
import java.util.stream.Stream;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.PlainEntry;

/**
 * Every differentiable function of the project: operations, layers, models and losses; and all that
 * has a plain form to be held against.
 */
public final class Catalog {

  private Catalog() {}

  /**
   * What is held against differences: plain forms, tangents, then all from elementary operations to
   * whole losses.
   */
  public static List<Entry> entries() {
    return Stream.of(
            functions().filter(Entry::hasPlainForm).map(Entry::ofPlainForm),
            functions().filter(Entry::hasTangent).map(Entry::ofTangent),
            functions())
        .flatMap(stream -> stream)
        .toList();
  }

  private static Stream<Entry> functions() {
    return Stream.of(
            OperationEntries.entries(),
            NetworkEntries.entries(),
            MixtureEntries.entries(),
            RetrievalEntries.entries(),
            MetaLearningEntries.entries(),
            SecondOrderEntries.entries())
        .flatMap(List::stream);
  }

  /**
   * What is held against its plain form: all that has one at small sizes, then each at the sizes at
   * which it takes another path.
   */
  public static List<PlainEntry> plainEntries() {
    PlainEntry small =
        new PlainEntry(
            "all plain forms, at small sizes",
            new Formula("y = f(x),  frac{∂L}{∂x_i} = ∑_k g_k frac{∂y_k}{∂x_i}"),
            "as each entry says",
            functions().filter(Entry::hasPlainForm).map(Entry::besidePlainForm).toList());
    return Stream.concat(
            Stream.of(small),
            Stream.of(
                    PlainLayerEntries.entries(),
                    PlainDensityEntries.entries(),
                    PlainLossEntries.entries(),
                    UpdateEntries.entries(),
                    EngineEntries.entries())
                .flatMap(List::stream))
        .toList();
  }
}
