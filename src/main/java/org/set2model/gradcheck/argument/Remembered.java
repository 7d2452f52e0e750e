package org.set2model.gradcheck.argument;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * A function of matrices that is called once for each point and remembered: the outputs of a
 * function of many are differentiated one by one, at the same points.
 *
 * @param <T> what the function gives; only read
 */
public final class Remembered<T> implements Function<DMatrixRMaj[], T> {

  /** All entries of a point, compared by their bits. */
  private record Point(double[] entries) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Point point && Arrays.equals(entries, point.entries);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(entries);
    }
  }

  /** What came of a call: a result, or an exception that tells that the point is outside. */
  private record Outcome<T>(T result, RuntimeException thrown) {}

  private final Function<DMatrixRMaj[], T> function;
  private final Map<Point, Outcome<T>> outcomes = new HashMap<>();

  /** Nothing is remembered yet. The function must not keep or change what it returned. */
  public Remembered(Function<DMatrixRMaj[], T> function) {
    this.function = function;
  }

  /** How often the function was called. */
  public int calls() {
    return outcomes.size();
  }

  @Override
  public T apply(DMatrixRMaj[] inputs) {
    // Not computeIfAbsent: a function may itself be remembered and call another one.
    Point point = new Point(entries(inputs));
    Outcome<T> outcome = outcomes.get(point);
    if (outcome == null) {
      outcome = call(inputs);
      outcomes.put(point, outcome);
    }
    if (outcome.thrown != null) {
      throw outcome.thrown;
    }
    return outcome.result;
  }

  private Outcome<T> call(DMatrixRMaj[] inputs) {
    try {
      return new Outcome<>(function.apply(inputs), null);
    } catch (IllegalArgumentException | ArithmeticException outsideTheDomain) {
      return new Outcome<>(null, outsideTheDomain);
    }
  }

  private static double[] entries(DMatrixRMaj[] inputs) {
    int count = 0;
    for (DMatrixRMaj input : inputs) {
      count += input.getNumElements();
    }
    double[] entries = new double[count];
    int from = 0;
    for (DMatrixRMaj input : inputs) {
      System.arraycopy(input.data, 0, entries, from, input.getNumElements());
      from += input.getNumElements();
    }
    return entries;
  }
}
