package org.set2model.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Work that set2model and its peers do alike.
 *
 * @param name as the peers call it
 * @param benchmark end of the name of the method that does it here
 * @param parameters of that benchmark
 * @param threaded whether the benchmark takes a number of threads; else it always has one
 */
record Work(String name, String benchmark, Map<String, String> parameters, boolean threaded) {

  /** All of it. */
  static List<Work> all() {
    List<Work> all = new ArrayList<>();
    for (String filters : List.of("64", "32")) {
      all.add(
          new Work(
              "step 4x" + filters, "TrainingStepBenchmark.step", Map.of("filters", filters), true));
    }
    all.add(new Work("embed 1000 4x64", "EmbeddingBenchmark.embed", Map.of(), true));
    for (String shape : List.of("50x64x3x50", "1000x128x5x50")) {
      Map<String, String> parameters = Map.of("shape", shape);
      all.add(
          new Work(
              "em " + shape + " gradient",
              "DifferentiableFitBenchmark.unrolled",
              parameters,
              false));
      all.add(
          new Work(
              "em " + shape + " fit", "DifferentiableFitBenchmark.forward", parameters, false));
    }
    all.add(new Work("score 1000000x64x3", "ScoringBenchmark.score", Map.of(), true));
    return all;
  }
}
