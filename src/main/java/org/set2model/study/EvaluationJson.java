package org.set2model.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.set2model.io.Json;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.ConceptPrecisions;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.scoring.ScorerKind;

/** An evaluation as JSON. */
public final class EvaluationJson {

  private EvaluationJson() {}

  /**
   * The text: {@code {"gallery": {SCORER: {"map", "low", "high", "perConcept": {NAME: AP}}},
   * "rerank": the same, empty if nothing was re-ranked}}.
   *
   * @param seed of the bootstrap
   */
  public static String of(RetrievalEvaluation evaluation, long seed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gallery", task(evaluation.gallery(), seed));
    json.put("rerank", task(evaluation.rerank(), seed));
    return Json.text(json);
  }

  private static Map<String, Object> task(Map<ScorerKind, ConceptPrecisions> task, long seed) {
    Map<String, Object> byScorer = new LinkedHashMap<>();
    task.forEach(
        (kind, precisions) -> {
          Map<String, Object> result = interval("map", precisions.mean(seed));
          result.put("perConcept", precisions.byConcept());
          byScorer.put(kind.toString(), result);
        });
    return byScorer;
  }

  /** A mean and the ends of its interval, to which more can be added. */
  public static Map<String, Object> interval(String name, BootstrapInterval interval) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(name, interval.mean());
    json.put("low", interval.low());
    json.put("high", interval.high());
    return json;
  }
}
