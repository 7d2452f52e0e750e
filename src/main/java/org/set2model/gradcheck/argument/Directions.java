package org.set2model.gradcheck.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The directions in which a check moves its arguments: up to 64 coordinates one by one. Of more,
 * those of the smallest arguments are moved one by one, 32 at most, and the others are dealt at
 * random into as many blocks as there are directions left. A direction through a block moves each
 * of its coordinates by half to all of its scale, to a random side.
 *
 * <p>Seen from outside there are <i>parameters</i>, one number for each direction: the arguments
 * themselves as long as every coordinate is a direction, else numbers that are 0 at the point.
 */
public final class Directions {

  private static final int MOST = 64;
  private static final int MOST_SINGLE = MOST / 2;

  private final List<Argument> arguments;
  private final Coordinates coordinates;
  private final double[] magnitudes;
  private final List<int[]> blocks;
  private final boolean unlimited;

  private Directions(
      List<Argument> arguments, Coordinates coordinates, double[] magnitudes, List<int[]> blocks) {
    this.arguments = arguments;
    this.coordinates = coordinates;
    this.magnitudes = magnitudes;
    this.blocks = blocks;
    unlimited = roomOnBothSides(magnitudes) == Double.POSITIVE_INFINITY;
  }

  public static Directions of(List<Argument> arguments, SplittableRandom random) {
    DMatrixRMaj[] noGradients = new DMatrixRMaj[arguments.size()];
    for (int a = 0; a < noGradients.length; a++) {
      DMatrixRMaj x = arguments.get(a).value();
      noGradients[a] = new DMatrixRMaj(x.numRows, x.numCols);
    }
    var coordinates = new Coordinates(arguments, noGradients);
    return new Directions(
        arguments,
        coordinates,
        coordinates.randomCoefficients(random),
        coordinates.free().length <= MOST
            ? ones(coordinates.free())
            : deal(arguments, coordinates, random));
  }

  private static List<int[]> deal(
      List<Argument> arguments, Coordinates coordinates, SplittableRandom random) {
    List<int[]> parts = new ArrayList<>();
    int from = 0;
    for (Argument argument : arguments) {
      int first = from;
      int end = from + argument.value().getNumElements();
      parts.add(Arrays.stream(coordinates.free()).filter(p -> p >= first && p < end).toArray());
      from = end;
    }
    parts.sort(Comparator.comparingInt(part -> part.length));
    List<int[]> blocks = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int[] part : parts) {
      if (blocks.size() + part.length <= MOST_SINGLE) {
        blocks.addAll(ones(part));
      } else {
        Arrays.stream(part)
            .forEach(position -> rest.add(random.nextInt(rest.size() + 1), position));
      }
    }
    int[] dealt = rest.stream().mapToInt(Integer::intValue).toArray();
    int hands = MOST - blocks.size();
    for (long hand = 0; hand < hands; hand++) {
      int start = (int) (dealt.length * hand / hands);
      blocks.add(Arrays.copyOfRange(dealt, start, (int) (dealt.length * (hand + 1) / hands)));
    }
    return blocks;
  }

  private static List<int[]> ones(int[] positions) {
    return Arrays.stream(positions).mapToObj(position -> new int[] {position}).toList();
  }

  public int count() {
    return blocks.size();
  }

  private boolean areCoordinates() {
    return coordinates.free().length <= MOST;
  }

  /** The coordinates that a direction moves. */
  public int[] block(int direction) {
    return blocks.get(direction);
  }

  /** The entry that a block of one moves. */
  public Optional<EntryLocation> place(int... block) {
    return block.length == 1 ? Optional.of(coordinates.place(block[0])) : Optional.empty();
  }

  public String name(int... block) {
    return place(block)
        .map(EntryLocation::toString)
        .orElse("a direction through " + block.length + " entries");
  }

  /** Coefficients that move a block by half to all of its scale. */
  public double[] coefficients(int... block) {
    double[] coefficients = new double[magnitudes.length];
    for (int position : block) {
      coefficients[position] = magnitudes[position];
    }
    return coefficients;
  }

  /** Other coefficients of a block, of the same sizes. */
  public double[] otherCoefficients(int[] block, SplittableRandom random) {
    double[] all = coordinates.randomCoefficients(random);
    double[] coefficients = new double[magnitudes.length];
    for (int position : block) {
      coefficients[position] = all[position];
    }
    return coefficients;
  }

  /** The sum of directions, each moved by its scale times a factor. */
  public double[] combination(double[] factors) {
    double[] sum = new double[magnitudes.length];
    for (int direction = 0; direction < count(); direction++) {
      for (int position : block(direction)) {
        sum[position] = factors[direction] * magnitudes[position];
      }
    }
    return sum;
  }

  /** How far coefficients can be multiplied in the domain, to either side. */
  double room(double[] coefficients, int sign) {
    return coordinates.room(coordinates.displacement(coefficients), sign);
  }

  public double roomOnBothSides(double[] coefficients) {
    return Math.min(room(coefficients, -1), room(coefficients, 1));
  }

  /** The change of all arguments that coefficients stand for. */
  public DMatrixRMaj[] tangent(double[] coefficients) {
    return split(coordinates.displacement(coefficients));
  }

  /** The arguments, moved along a tangent. */
  public DMatrixRMaj[] inputs(double t, DMatrixRMaj[] tangent) {
    DMatrixRMaj[] inputs = new DMatrixRMaj[arguments.size()];
    for (int a = 0; a < inputs.length; a++) {
      inputs[a] = arguments.get(a).value();
      for (int i = 0; t != 0 && i < inputs[a].getNumElements(); i++) {
        inputs[a].data[i] += t * tangent[a].data[i];
      }
    }
    return inputs;
  }

  /** Two points at a distance along a tangent, on which it is rounded to the same bits. */
  public DMatrixRMaj[][] around(double step, DMatrixRMaj[] tangent) {
    DMatrixRMaj[][] around = {inputs(step, tangent), inputs(-step, tangent)};
    for (int a = 0; a < tangent.length; a++) {
      double[] above = around[0][a].data;
      double[] below = around[1][a].data;
      double[] x = arguments.get(a).value().data;
      for (int i = 0; i < x.length; i++) {
        // What is exact further out from zero is exact further in.
        double exact = Math.abs(above[i]) > Math.abs(below[i]) ? above[i] - x[i] : x[i] - below[i];
        above[i] = x[i] + exact;
        below[i] = x[i] - exact;
      }
    }
    return around;
  }

  /** The change of all arguments with the parameter of a direction. */
  public DMatrixRMaj[] tangent(int direction) {
    double[] coefficients = coefficients(block(direction));
    if (areCoordinates()) {
      coefficients[block(direction)[0]] = 1;
    }
    return tangent(coefficients);
  }

  /** What {@link #tangent(int)} has to be multiplied by to move the arguments by their scale. */
  public double magnitude(int direction) {
    return areCoordinates() ? magnitudes[block(direction)[0]] : 1;
  }

  /** The parameters at the point: in one matrix, unless some domain limits how far they go. */
  public List<Argument> parameters() {
    if (areCoordinates()) {
      return arguments;
    }
    if (unlimited) {
      return List.of(Argument.of("parameters", new DMatrixRMaj(1, count())));
    }
    List<Argument> parameters = new ArrayList<>();
    for (int direction = 0; direction < count(); direction++) {
      parameters.add(parameter(direction, coefficients(block(direction))));
    }
    return parameters;
  }

  /** A parameter that moves the arguments by coefficients. */
  public Argument parameter(int number, double[] coefficients) {
    Domain domain = Domain.box(-room(coefficients, -1), room(coefficients, 1));
    return Argument.in(domain, "parameter" + number, new DMatrixRMaj(1, 1));
  }

  /** A function of the arguments as a function of the parameters. */
  public <T> Function<DMatrixRMaj[], T> ofParameters(Function<DMatrixRMaj[], T> function) {
    if (areCoordinates()) {
      return function;
    }
    DMatrixRMaj[][] tangents = new DMatrixRMaj[count()][];
    Arrays.setAll(tangents, this::tangent);
    return parameters -> {
      DMatrixRMaj[] inputs = inputs(0, null);
      for (int direction = 0; direction < count(); direction++) {
        double t = unlimited ? parameters[0].data[direction] : parameters[direction].data[0];
        for (int a = 0; t != 0 && a < inputs.length; a++) {
          CommonOps_DDRM.addEquals(inputs[a], t, tangents[direction][a]);
        }
      }
      return function.apply(inputs);
    };
  }

  /** Derivatives with respect to the parameters, as gradients of the parameters' shapes. */
  public DMatrixRMaj[] gradients(double[] derivatives) {
    if (areCoordinates()) {
      double[] entries = new double[magnitudes.length];
      for (int direction = 0; direction < count(); direction++) {
        entries[block(direction)[0]] = derivatives[direction];
      }
      return split(entries);
    }
    if (unlimited) {
      return new DMatrixRMaj[] {new DMatrixRMaj(1, count(), true, derivatives)};
    }
    return Arrays.stream(derivatives)
        .mapToObj(derivative -> new DMatrixRMaj(1, 1, true, derivative))
        .toArray(DMatrixRMaj[]::new);
  }

  /** The direction whose parameter is at a place, or -1. */
  public int at(EntryLocation place) {
    for (int direction = 0; direction < count(); direction++) {
      EntryLocation own =
          areCoordinates()
              ? coordinates.place(block(direction)[0])
              : unlimited
                  ? new EntryLocation("parameters", 0, direction)
                  : new EntryLocation("parameter" + direction, 0, 0);
      if (own.equals(place)) {
        return direction;
      }
    }
    return -1;
  }

  /** Numbers for all entries as matrices of the arguments' shapes. */
  private DMatrixRMaj[] split(double[] entries) {
    DMatrixRMaj[] parts = new DMatrixRMaj[arguments.size()];
    int from = 0;
    for (int a = 0; a < parts.length; a++) {
      DMatrixRMaj x = arguments.get(a).value();
      int end = from + x.getNumElements();
      parts[a] =
          new DMatrixRMaj(x.numRows, x.numCols, true, Arrays.copyOfRange(entries, from, end));
      from = end;
    }
    return parts;
  }
}
