package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Verdicts counted by family, on right and on wrong claims. */
final class Tally {

  private final Map<Family, int[][]> counts = new LinkedHashMap<>();
  private final List<Trial> wrongVerdicts = new ArrayList<>();
  private int accurateTrials;
  private int accurateUnresolved;

  void add(Trial trial) {
    int[][] count = counts.computeIfAbsent(trial.family(), family -> new int[2][3]);
    count[trial.right() ? 0 : 1][trial.report().verdict().ordinal()]++;
    if (trial.isWrongVerdict()) {
      wrongVerdicts.add(trial);
    }
    if (trial.family().accurate()) {
      accurateTrials++;
      accurateUnresolved += trial.isUnresolved() ? 1 : 0;
    }
  }

  List<Trial> wrongVerdicts() {
    return wrongVerdicts;
  }

  /** Share of UNRESOLVED among the checks of functions that are computed to 1e-12. */
  double unresolvedShare() {
    return accurateTrials == 0 ? 0 : (double) accurateUnresolved / accurateTrials;
  }

  /** A row for each family, those with wrong verdicts marked. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    String line = "%-2s%-46s%7s%7s%7s  |%7s%7s%7s%n";
    text.append(String.format(line, "", "", "right", "", "", "wrong", "", ""));
    text.append(String.format(line, "", "family", "AGR", "DIS", "UNR", "AGR", "DIS", "UNR"));
    int[][] sum = new int[2][3];
    counts.forEach(
        (family, count) -> {
          for (int i = 0; i < 6; i++) {
            sum[i / 3][i % 3] += count[i / 3][i % 3];
          }
          String name = (family.accurate() ? "" : "~ ") + family.name();
          append(text, line, count[0][1] > 0 || count[1][0] > 0 ? "!" : "", name, count);
        });
    append(text, line, "", "all (~: not accurate to 1e-12)", sum);
    return text.append(
            String.format(
                Locale.ROOT,
                "%d wrong verdicts; UNRESOLVED where f is accurate to 1e-12: %.1f %% of %d%n",
                wrongVerdicts.size(),
                100 * unresolvedShare(),
                accurateTrials))
        .toString();
  }

  private static void append(
      StringBuilder text, String line, String mark, String name, int[][] count) {
    int[] right = count[0];
    int[] wrong = count[1];
    text.append(
        String.format(
            line, mark, name, right[0], right[1], right[2], wrong[0], wrong[1], wrong[2]));
  }
}
