package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** Runs checks of right and wrong claims about all families. */
final class AdversaryRun {

  private static final int FAILURES_SHOWN = 3;

  private AdversaryRun() {}

  /**
   * Prints the table of verdicts and the first wrong ones of each family.
   *
   * @param args number of checks; parts of families' names between bars, or "" for all; first seed;
   *     "u" to show UNRESOLVED too
   */
  public static void main(String[] args) {
    int checks = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    String filter = args.length > 1 ? args[1] : "";
    long firstSeed = args.length > 2 ? Long.parseLong(args[2]) : 0;
    boolean showUnresolved = args.length > 3 && args[3].equals("u");
    List<Family> families =
        AdversaryFamilies.all().stream().filter(family -> isNamed(family, filter)).toList();
    List<Trial> trials = trials(families, checks, firstSeed);
    Tally tally = new Tally();
    trials.forEach(tally::add);
    System.out.print(tally);
    Map<Family, Integer> shown = new HashMap<>();
    for (Trial trial : trials) {
      if ((trial.isWrongVerdict() || showUnresolved && trial.isUnresolved())
          && shown.merge(trial.family(), 1, Integer::sum) <= FAILURES_SHOWN) {
        System.out.println();
        System.out.println(trial);
      }
    }
  }

  private static boolean isNamed(Family family, String filter) {
    String name = family.name().toLowerCase(Locale.ROOT);
    return Arrays.stream(filter.toLowerCase(Locale.ROOT).split("\\|")).anyMatch(name::contains);
  }

  /** Checks shared out by the families' weights, each family's with consecutive seeds. */
  static List<Trial> trials(List<Family> families, int checks, long firstSeed) {
    double weights = families.stream().mapToDouble(Family::weight).sum();
    List<Trial> trials = new ArrayList<>();
    for (Family family : families) {
      long count = Math.max(1, Math.round(checks * family.weight() / weights));
      trials.addAll(
          LongStream.range(firstSeed, firstSeed + count)
              .parallel()
              .mapToObj(seed -> Trial.of(family, seed))
              .toList());
    }
    return trials;
  }
}
