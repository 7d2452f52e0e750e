package org.set2model.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The map from values to the length of an axis. A value's place is the value itself or, on a
 * logarithmic axis, its logarithm to the base 10.
 *
 * @param low place at which the axis starts
 * @param high place at which it ends, above {@code low}
 */
public record Scale(boolean logarithmic, double low, double high) {

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
   */
  public record Tick(double fraction, String label) {

    boolean isMajor() {
      return !label.isEmpty();
    }

    /** Characters of the label that are seen. */
    int width() {
      return label.replaceAll("<[^>]*>", "").length();
    }
  }

  /**
   * The scale that shows values, at least one.
   *
   * @param margin to be added at either end, as a share of the range
   * @param stopsAtZero whether a linear axis of values of one sign ends at zero rather than beyond
   */
  static Scale around(
      DoubleStream values, boolean logarithmic, double margin, boolean stopsAtZero) {
    DoubleSummaryStatistics range = values.summaryStatistics();
    double low = logarithmic ? Math.log10(range.getMin()) : range.getMin();
    double high = logarithmic ? Math.log10(range.getMax()) : range.getMax();
    double size = Math.max(Math.abs(low), Math.abs(high));
    // no less, lest neighboring doubles be seen apart
    if (!(high - low > Math.max(SMALLEST, 1e-12 * size))) {
      double half = logarithmic || size < SMALLEST ? 0.5 : 0.5 * size;
      return new Scale(logarithmic, low - half, high + half);
    }
    double pad = margin * (high - low);
    boolean stops = stopsAtZero && !logarithmic;
    return new Scale(
        logarithmic,
        stops && low >= 0 ? Math.max(0, low - pad) : low - pad,
        stops && high <= 0 ? Math.min(0, high + pad) : high + pad);
  }

  double length() {
    return high - low;
  }

  /** A scale of another length with the same middle. */
  Scale withLength(double length) {
    double middle = 0.5 * low + 0.5 * high;
    return new Scale(logarithmic, middle - 0.5 * length, middle + 0.5 * length);
  }

  /** How far along the axis a value is: 0 at its start, 1 at its end. */
  public double fraction(double value) {
    return fractionOfPlace(logarithmic ? Math.log10(value) : value);
  }

  private double fractionOfPlace(double place) {
    return (place - low) / length();
  }

  /** About {@code most} or fewer major ticks, and minor ones between decades; ascending. */
  public List<Tick> ticks(double most) {
    if (!logarithmic) {
      return multiples(low, high, most);
    }
    // over less than a decade multiples suit a logarithmic axis as well
    return length() < LABEL_BY_DIGIT
        ? multiples(Math.pow(10, low), Math.pow(10, high), most)
        : decades(most);
  }

  /** Multiples of a step of 1, 2 or 5 times a power of ten. */
  private List<Tick> multiples(double least, double greatest, double most) {
    double rough = (greatest - least) / most;
    int exponent = (int) Math.floor(Math.log10(rough));
    double digit = rough / Math.pow(10, exponent);
    BigDecimal step =
        digit > 5
            ? BigDecimal.valueOf(1, -exponent - 1)
            : BigDecimal.valueOf(digit > 2 ? 5 : digit > 1 ? 2 : 1, -exponent);
    boolean plain = step.scale() < 0 && Math.max(-least, greatest) < 1e10;
    long first = (long) Math.ceil(least / step.doubleValue());
    long last = (long) Math.floor(greatest / step.doubleValue());
    List<Tick> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(i));
      String label = i == 0 ? "0" : plain ? value.toPlainString() : value.toString();
      ticks.add(new Tick(fraction(value.doubleValue()), label));
    }
    return ticks;
  }

  /** Powers of ten, with their multiples by 2 and 5 where there is room. */
  private List<Tick> decades(double most) {
    int first = (int) Math.floor(low);
    int last = (int) Math.floor(high);
    boolean byDigit = last - (int) Math.ceil(low) + 1 < ENOUGH_DECADES;
    int every = Math.max(1, (int) Math.ceil(length() / most));
    boolean plain = Math.ceil(low) >= FIRST_PLAIN_DECADE && last <= LAST_PLAIN_DECADE;
    List<Tick> ticks = new ArrayList<>();
    for (int decade = first; decade <= last; decade++) {
      for (int digit = 1; digit <= 9; digit++) {
        double place = decade + Math.log10(digit);
        if (place < low || place > high) {
          continue;
        }
        boolean labeled =
            digit == 1 ? Math.floorMod(decade, every) == 0 : byDigit && (digit == 2 || digit == 5);
        if (labeled || digit == 1 || length() <= MOST_MINOR_DECADES) {
          ticks.add(new Tick(fractionOfPlace(place), labeled ? label(digit, decade, plain) : ""));
        }
      }
    }
    return ticks;
  }

  private static String label(int digit, int decade, boolean plain) {
    if (plain) {
      return BigDecimal.valueOf(digit, -decade).toPlainString();
    }
    String exponent = Integer.toString(decade).replace('-', '\u2212');
    return (digit == 1 ? "10" : digit + "\u00d710")
        + ("<tspan dy=\"-4.5\" font-size=\"9.5\">" + exponent + "</tspan>");
  }
}
