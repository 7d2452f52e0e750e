package org.set2model.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * What a name that is none was most likely meant to be: of the names that contain it, or of all if
 * none does, the one at the smallest distance of Levenshtein, the number of letters to insert,
 * delete or replace. Capitals do not count.
 */
final class NearestName {

  private NearestName() {}

  /** The nearest of some names, the first of equals. */
  static String of(String text, Collection<String> names) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(
            Comparator.comparing((String name) -> !name.toLowerCase(Locale.ROOT).contains(wanted))
                .thenComparing(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
        .orElseThrow();
  }

  /** Row by row of the table of distances between beginnings of a and of b. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
