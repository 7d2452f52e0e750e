package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a point of a {@link Subject}: the number of the point that is drawn, and the seeds of
 * the moves made from there. Written {@code 17} or {@code 17 + 3 + 40}.
 */
record Input(int number, List<Integer> moves) {

  Input {
    moves = List.copyOf(moves);
  }

  /** A point as it is drawn. */
  static Input of(int number) {
    return new Input(number, List.of());
  }

  /** The point reached by one move more. */
  Input moved(int seed) {
    List<Integer> longer = new ArrayList<>(moves);
    longer.add(seed);
    return new Input(number, longer);
  }

  /** Reads what {@link #toString} writes. */
  static Input parse(String text) {
    List<Integer> numbers = Stream.of(text.split(" \\+ ")).map(Integer::valueOf).toList();
    return new Input(numbers.get(0), numbers.subList(1, numbers.size()));
  }

  @Override
  public String toString() {
    return Stream.concat(Stream.of(number), moves.stream())
        .map(String::valueOf)
        .collect(Collectors.joining(" + "));
  }
}
