package org.set2model.gradcheck.argument;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * The free coordinates of all arguments, numbered through: where they are, the claimed derivative
 * with respect to each, how far each can move, and on which scales.
 */
public final class Coordinates {

  /** Part of the typical entry below which an entry counts as zero when its scale is chosen. */
  private static final double AS_GOOD_AS_ZERO = 0x1p-200;

  /** Spacing taken for that around zero, as part of the typical entry. */
  private static final double SPACING_AT_ZERO = 0x1p-60;

  private final List<Argument> arguments;
  private final int[] offsets;
  private final int[] free;
  private final double[] claimed;
  private final double[] size;
  private final double[] own;
  private final double[] reach;
  private final double[] move;
  private final double[] spacing;
  private final double[] below;
  private final double[] above;

  /**
   * Lists the coordinates.
   *
   * @param gradients claimed gradients of the arguments, of their shapes and finite
   */
  public Coordinates(List<Argument> arguments, DMatrixRMaj... gradients) {
    this.arguments = arguments;
    offsets = new int[arguments.size() + 1];
    for (int a = 0; a < arguments.size(); a++) {
      offsets[a + 1] = offsets[a] + arguments.get(a).value().getNumElements();
    }
    int entries = offsets[arguments.size()];
    claimed = new double[entries];
    size = new double[entries];
    own = new double[entries];
    reach = new double[entries];
    move = new double[entries];
    spacing = new double[entries];
    below = new double[entries];
    above = new double[entries];
    int[] found = new int[entries];
    int count = 0;
    for (int a = 0; a < arguments.size(); a++) {
      Argument argument = arguments.get(a);
      DMatrixRMaj x = argument.value();
      System.arraycopy(gradients[a].data, 0, claimed, offsets[a], x.getNumElements());
      argument.domain().pullBack(x, claimed, offsets[a]);
      double typical = typicalSize(x);
      for (int i = 0; i < x.getNumElements(); i++) {
        if (argument.domain().isFree(x, i)) {
          int position = offsets[a] + i;
          found[count++] = position;
          below[position] = argument.domain().roomBelow(x, i);
          above[position] = argument.domain().roomAbove(x, i);
          double magnitude = Math.abs(x.data[i]);
          double natural = magnitude > AS_GOOD_AS_ZERO * typical ? magnitude : typical;
          own[position] = withinRoom(position, natural);
          size[position] = withinRoom(position, magnitude > 0 ? magnitude : typical);
          reach[position] = Math.max(magnitude, typical);
          move[position] = withinRoom(position, reach[position]);
          spacing[position] =
              Math.max(
                  argument.domain().spacing(x, i),
                  magnitude > 0 ? 0 : SPACING_AT_ZERO * own[position]);
        }
      }
    }
    free = Arrays.copyOf(found, count);
  }

  private double withinRoom(int position, double natural) {
    double room = Math.min(below[position], above[position]);
    return Math.min(natural, room > 0 ? room : Math.max(below[position], above[position]));
  }

  /** Root mean square of the entries; 1 for a zero matrix. */
  private static double typicalSize(DMatrixRMaj x) {
    double largest = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(x.data[i]));
    }
    if (largest == 0) {
      return 1;
    }
    double squares = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      squares += (x.data[i] / largest) * (x.data[i] / largest);
    }
    return largest * Math.sqrt(squares / x.getNumElements());
  }

  /** Positions of the free coordinates among the entries of all arguments; only read. */
  public int[] free() {
    return free;
  }

  public double claimed(int position) {
    return claimed[position];
  }

  /** The entry's own size, or that of the entries around it if it is as good as zero. */
  public double own(int position) {
    return own[position];
  }

  /** The larger of the entry's own size and that of the entries around it. */
  public double reach(int position) {
    return reach[position];
  }

  /** The reach, as far as the domain has room for it. */
  public double move(int position) {
    return move[position];
  }

  /** Spacing of doubles in the entries that move with the coordinate. */
  public double spacing(int position) {
    return spacing[position];
  }

  /** How much the claim says the function changes when the coordinate moves by its reach. */
  public double influence(int position) {
    return Math.abs(claimed[position]) * move[position];
  }

  /** The smallest influence that is above a bound; 0 if none is. */
  public double leastInfluenceAbove(double bound) {
    double least = Double.POSITIVE_INFINITY;
    for (int position : free) {
      double influence = influence(position);
      if (influence > bound && influence < least) {
        least = influence;
      }
    }
    return least < Double.POSITIVE_INFINITY ? least : 0;
  }

  /** Root mean square of the influences. */
  public double typicalInfluence() {
    double largest = 0;
    for (int position : free) {
      largest = Math.max(largest, influence(position));
    }
    double squares = 0;
    for (int position : free) {
      double relative = largest > 0 ? influence(position) / largest : 0;
      squares += relative * relative;
    }
    return largest * Math.sqrt(squares / free.length);
  }

  /** A random sign, or the only sign that the domain allows. */
  public int randomSign(int position, SplittableRandom random) {
    boolean positive = random.nextBoolean();
    if (below[position] == 0) {
      return 1;
    }
    return above[position] == 0 || !positive ? -1 : 1;
  }

  /** Coefficients that move every coordinate by half to all of its own size, to a random side. */
  public double[] randomCoefficients(SplittableRandom random) {
    double[] coefficients = new double[claimed.length];
    for (int position : free) {
      coefficients[position] =
          randomSign(position, random) * random.nextDouble(0.5, 1) * size[position];
    }
    return coefficients;
  }

  /** Coefficients of the same signs that move every coordinate by its reach. */
  public double[] stretched(double[] coefficients) {
    double[] stretched = new double[claimed.length];
    for (int position : free) {
      stretched[position] = Math.copySign(move[position], coefficients[position]);
    }
    return stretched;
  }

  /** The claimed derivative along coefficients. */
  public double claimedAlong(double[] coefficients) {
    var sum = new CompensatedSum();
    for (int position : free) {
      sum.addProduct(claimed[position], coefficients[position]);
    }
    return sum.value();
  }

  /** How far a displacement can be multiplied in the domain, by numbers of a sign. */
  public double room(double[] displacement, int sign) {
    double room = Double.POSITIVE_INFINITY;
    for (int a = 0; a < arguments.size(); a++) {
      DMatrixRMaj x = arguments.get(a).value();
      Domain domain = arguments.get(a).domain();
      for (int i = 0; i < x.getNumElements(); i++) {
        double entry = sign * displacement[offsets[a] + i];
        if (entry > 0) {
          room = Math.min(room, (domain.upper() - x.data[i]) / entry);
        } else if (entry < 0) {
          room = Math.min(room, (x.data[i] - domain.lower()) / -entry);
        }
      }
    }
    return room;
  }

  /** The displacement of all entries that coefficients of the coordinates stand for. */
  public double[] displacement(double[] coefficients) {
    double[] displacement = coefficients.clone();
    for (int a = 0; a < arguments.size(); a++) {
      arguments.get(a).domain().embed(arguments.get(a).value(), displacement, offsets[a]);
    }
    return displacement;
  }

  public int entries() {
    return claimed.length;
  }

  /** Where a position is. */
  public EntryLocation place(int position) {
    int argument = 0;
    while (position >= offsets[argument + 1]) {
      argument++;
    }
    return EntryLocation.of(arguments.get(argument), position - offsets[argument]);
  }
}
