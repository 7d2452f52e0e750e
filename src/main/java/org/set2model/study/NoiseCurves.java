package org.set2model.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.set2model.plot.LinePlot;
import org.set2model.plot.Series;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.scoring.ScorerKind;

/**
 * Mean average precisions of scorers by what makes a set harder.
 *
 * @param title of the plot
 * @param axis what the levels are, on the plot
 * @param role what they are called in JSON
 * @param unit behind a level in the table
 * @param levels how hard, ascending
 * @param means for each scorer one a level
 */
public record NoiseCurves(
    String title,
    String axis,
    String role,
    String unit,
    double[] levels,
    Map<ScorerKind, List<BootstrapInterval>> means) {

  /** Scorers by levels. */
  public ResultTable table() {
    return new ResultTable(
        means.keySet().stream().map(ScorerKind::toString).toList(),
        Arrays.stream(levels).mapToObj(level -> Math.round(level) + unit).toList(),
        means.values().stream()
            .map(row -> row.toArray(BootstrapInterval[]::new))
            .toArray(BootstrapInterval[][]::new));
  }

  /** A curve for each scorer. */
  public LinePlot plot() {
    List<Series> series = new ArrayList<>();
    means.forEach(
        (kind, row) ->
            series.add(
                Series.marked(
                    kind.toString(),
                    levels,
                    row.stream().mapToDouble(BootstrapInterval::mean).toArray(),
                    row.stream().mapToDouble(BootstrapInterval::low).toArray(),
                    row.stream().mapToDouble(BootstrapInterval::high).toArray())));
    return new LinePlot(
        title,
        new LinePlot.Axis(axis, false),
        new LinePlot.Axis("mean average precision", false),
        series);
  }

  /** For each scorer a list of objects, one a level. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    means.forEach(
        (kind, row) -> {
          List<Object> points = new ArrayList<>();
          for (int i = 0; i < levels.length; i++) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put(role, Math.round(levels[i]));
            point.putAll(EvaluationJson.interval("map", row.get(i)));
            points.add(point);
          }
          json.put(kind.toString(), points);
        });
    return json;
  }
}
