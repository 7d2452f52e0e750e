package org.set2model.retrieval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The average precision of a scorer's ranking for each of some concepts.
 *
 * @param byConcept average precisions in [0, 1] by the concept's name, at least one, in the order
 *     of the concepts
 */
public record ConceptPrecisions(Map<String, Double> byConcept) {

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if it is empty, or a value is outside [0, 1] or NaN
   */
  public ConceptPrecisions {
    byConcept = Collections.unmodifiableMap(new LinkedHashMap<>(byConcept));
    AveragePrecision.mean(values(byConcept));
  }

  /** The values, in the order of the concepts. */
  public double[] values() {
    return values(byConcept);
  }

  /** The mean average precision with its interval over concepts. */
  public BootstrapInterval mean(long seed) {
    return BootstrapInterval.ofMean(values(), seed);
  }

  private static double[] values(Map<String, Double> byConcept) {
    return byConcept.values().stream().mapToDouble(value -> value).toArray();
  }
}
