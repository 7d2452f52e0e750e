package org.set2model.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.set2model.data.LabeledConcept;
import org.set2model.io.AtomicFile;
import org.set2model.io.Json;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.AveragePrecision;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.scoring.ScorerKind;

/**
 * The results of an experiment: for each system the mean over seeds of the mean average precision.
 * Intervals are of the choice of concepts: the average precisions of a concept are averaged over
 * the seeds, then concepts are resampled. What systems trained through their fit gain over the same
 * scorer on features trained for NN or AVG is paired by concept.
 */
final class ExperimentTable {

  private final Experiment experiment;
  private final List<LabeledConcept> concepts;
  private final List<List<double[]>> precisions = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param concepts that are tested on
   */
  ExperimentTable(Experiment experiment, List<LabeledConcept> concepts) {
    this.experiment = experiment;
    this.concepts = concepts;
    experiment.systems().forEach(system -> precisions.add(new ArrayList<>()));
  }

  /** Adds the average precisions of a system by one more seed, one for each concept. */
  void add(int system, double[] averagePrecisions) {
    precisions.get(system).add(averagePrecisions);
  }

  /** The average precision of each concept, averaged over the seeds. */
  private double[] overSeeds(int system) {
    List<double[]> seeds = precisions.get(system);
    return IntStream.range(0, concepts.size())
        .mapToDouble(c -> seeds.stream().mapToDouble(one -> one[c]).average().orElseThrow())
        .toArray();
  }

  /** What a row gains over its counterpart; null if it has none. */
  private BootstrapInterval gain(int row, ScorerKind trainedFor) {
    List<Experiment.System> systems = experiment.systems();
    return experiment
        .counterpart(systems.get(row), trainedFor)
        .map(other -> overSeeds(systems.indexOf(other)))
        .map(other -> BootstrapInterval.ofMeanDifference(overSeeds(row), other, 1))
        .orElse(null);
  }

  private ResultTable table() {
    List<Experiment.System> systems = experiment.systems();
    BootstrapInterval[][] cells = new BootstrapInterval[systems.size()][];
    for (int row = 0; row < systems.size(); row++) {
      cells[row] =
          new BootstrapInterval[] {
            BootstrapInterval.ofMean(overSeeds(row), 1),
            gain(row, ScorerKind.NN),
            gain(row, ScorerKind.AVG)
          };
    }
    return new ResultTable(
        systems.stream().map(Experiment.System::name).toList(),
        List.of("mAP", "gain over NN", "gain over AVG"),
        cells);
  }

  /** The table, with a line that says what it shows. */
  String text() {
    return String.format(
        "%s: means over %d seeds, %d steps from random features, %s loss; 95 %% bootstrap intervals over %d"
            + " concepts%n%n%s",
        experiment.name(),
        precisions.get(0).size(),
        experiment.steps(),
        experiment.loss().name().toLowerCase(Locale.ROOT),
        concepts.size(),
        table().text());
  }

  /** Writes table.txt, and table.json with the values of every seed. */
  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve("table.txt"), text());
    Map<String, Object> systems = new LinkedHashMap<>();
    for (int row = 0; row < experiment.systems().size(); row++) {
      BootstrapInterval mean = BootstrapInterval.ofMean(overSeeds(row), 1);
      Map<String, Object> system = EvaluationJson.interval("map", mean);
      system.put("seeds", precisions.get(row).stream().map(AveragePrecision::mean).toList());
      Map<String, Object> perConcept = new LinkedHashMap<>();
      double[] averages = overSeeds(row);
      for (int c = 0; c < averages.length; c++) {
        perConcept.put(concepts.get(c).name(), averages[c]);
      }
      system.put("perConcept", perConcept);
      systems.put(experiment.systems().get(row).name(), system);
    }
    AtomicFile.write(folder.resolve("table.json"), Json.text(systems));
  }
}
