package org.set2model.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The map from the values of a {@link LinePlot} to the length of an axis. A value's place is the
 * value itself or, on a logarithmic axis, its logarithm to the base 10.
 *
 * @param low place at which the axis starts
 * @param high place at which it ends, above {@code low}
 */
record LineAxis(boolean logarithmic, double low, double high) {

  /** Beyond it the length of an axis might overflow. */
  static final double LARGEST = 1e300;

  /** Below it a power of ten loses digits. */
  static final double SMALLEST = 1e-300;

  private static final int FIRST_PLAIN_DECADE = -3;
  private static final int LAST_PLAIN_DECADE = 4;
  private static final int MOST_MINOR_DECADES = 12;
  private static final double LABEL_BY_DIGIT = Math.log10(4);
  private static final int ENOUGH_DECADES = 3;

  /**
   * A place on the axis that has a tick.
   *
   * @param fraction of the axis, in [0, 1]
   * @param label markup; empty at minor ticks
   * @param width of the label in characters
   */
  record Tick(double fraction, String label, int width) {
    boolean isMajor() {
      return width > 0;
    }
  }

  /**
   * The axis that shows a range of values.
   *
   * @param margin to be added at either end, as a share of the range
   * @param stopsAtZero whether a linear axis of values of one sign ends at zero rather than beyond
   */
  static LineAxis around(
      double least, double greatest, boolean logarithmic, double margin, boolean stopsAtZero) {
    double low = logarithmic ? Math.log10(least) : least;
    double high = logarithmic ? Math.log10(greatest) : greatest;
    double size = Math.max(Math.abs(low), Math.abs(high));
    // no less, lest neighbouring doubles be seen apart
    double leastLength = Math.max(SMALLEST, 1e-12 * size);
    if (!(high - low > leastLength)) {
      double half = logarithmic || size < SMALLEST ? 0.5 : 0.5 * size;
      return new LineAxis(logarithmic, low - half, high + half);
    }
    double pad = margin * (high - low);
    boolean stops = stopsAtZero && !logarithmic;
    return new LineAxis(
        logarithmic,
        stops && low >= 0 ? Math.max(0, low - pad) : low - pad,
        stops && high <= 0 ? Math.min(0, high + pad) : high + pad);
  }

  /** How far along the axis a value is: 0 at its start, 1 at its end. */
  double fraction(double value) {
    return fractionOfPlace(logarithmic ? Math.log10(value) : value);
  }

  private double fractionOfPlace(double place) {
    return (place - low) / (high - low);
  }

  /** About {@code most} or fewer major ticks, and minor ones between decades; ascending. */
  List<Tick> ticks(int most) {
    if (!logarithmic || high - low < LABEL_BY_DIGIT) {
      return steps(most);
    }
    return decades(most);
  }

  /** Multiples of a step; over less than a decade these suit a logarithmic axis as well. */
  private List<Tick> steps(int most) {
    PlotTicks multiples =
        logarithmic
            ? PlotTicks.between(Math.pow(10, low), Math.pow(10, high), most)
            : PlotTicks.between(low, high, most);
    List<Tick> ticks = new ArrayList<>();
    for (long i = multiples.first(); i <= multiples.last(); i++) {
      String label = multiples.label(i);
      ticks.add(new Tick(fraction(i * multiples.step()), label, label.length()));
    }
    return ticks;
  }

  /** Powers of ten, with their multiples by 2 and 5 where there is room. */
  private List<Tick> decades(int most) {
    int first = (int) Math.floor(low);
    int last = (int) Math.floor(high);
    boolean byDigit = last - (int) Math.ceil(low) + 1 < ENOUGH_DECADES;
    int every = Math.max(1, (int) Math.ceil((high - low) / most));
    boolean plain = Math.ceil(low) >= FIRST_PLAIN_DECADE && last <= LAST_PLAIN_DECADE;
    List<Tick> ticks = new ArrayList<>();
    for (int decade = first; decade <= last; decade++) {
      for (int digit = 1; digit <= 9; digit++) {
        double place = decade + Math.log10(digit);
        if (place < low || place > high) {
          continue;
        }
        boolean labelled =
            digit == 1 ? Math.floorMod(decade, every) == 0 : byDigit && (digit == 2 || digit == 5);
        if (labelled) {
          ticks.add(label(digit, decade, plain, fractionOfPlace(place)));
        } else if (digit == 1 || high - low <= MOST_MINOR_DECADES) {
          ticks.add(new Tick(fractionOfPlace(place), "", 0));
        }
      }
    }
    return ticks;
  }

  private static Tick label(int digit, int decade, boolean plain, double fraction) {
    if (plain) {
      String text =
          decade < 0
              ? Marks.format("%." + -decade + "f", digit * Math.pow(10, decade))
              : digit + "0".repeat(decade);
      return new Tick(fraction, text, text.length());
    }
    String factor = digit == 1 ? "" : digit + "&#215;";
    String exponent = Integer.toString(decade).replace('-', '\u2212');
    String markup = factor + "10<tspan dy=\"-4.5\" font-size=\"9.5\">" + exponent + "</tspan>";
    return new Tick(fraction, markup, (digit == 1 ? 0 : 2) + 2 + exponent.length());
  }
}
