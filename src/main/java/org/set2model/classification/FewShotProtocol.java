package org.set2model.classification;

/**
 * The kind of tasks by which few-shot classification is measured.
 *
 * @param ways number of classes of a task, at least 2
 * @param shots number of examples of a class, at least 1
 * @param queries the most other images of a class that are classified, at least 1
 * @param episodes number of tasks, at least 1
 */
public record FewShotProtocol(int ways, int shots, int queries, int episodes) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public FewShotProtocol {
    if (!(ways >= 2 && shots >= 1 && queries >= 1 && episodes >= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "ways (%d) must be >= 2; shots (%d), queries (%d) and episodes (%d) >= 1",
              ways, shots, queries, episodes));
    }
  }

  /** How many images a class needs to take part: its examples, and one to classify. */
  public int smallestClass() {
    return shots + 1;
  }
}
