package org.set2model.accuracy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The figures of a function in short: of its value, and the worst of those of its derivatives.
 *
 * @param subject the function
 */
record Summary(String subject, Side value, Side derivative) {

  /**
   * Errors in ulp of the block's largest entry, and the share, each the largest of all parts; NaN
   * if there is none.
   */
  record Side(double mean, double drawn, double found, double share) {

    private static Side of(List<Figures> figures) {
      return new Side(
          largest(figures, Figures::blockMean),
          largest(figures, Figures::blockDrawn),
          largest(figures, Figures::blockFound),
          largest(figures, Figures::share));
    }

    private static double largest(List<Figures> figures, ToDoubleFunction<Figures> figure) {
      return figures.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }
  }

  /** The summaries of all functions, in the order of their figures. */
  static List<Summary> of(List<Figures> figures) {
    return figures.stream()
        .collect(Collectors.groupingBy(Figures::subject, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                new Summary(
                    entry.getKey(),
                    Side.of(entry.getValue().stream().filter(Figures::isValue).toList()),
                    Side.of(entry.getValue().stream().filter(f -> !f.isValue()).toList())))
        .toList();
  }
}
