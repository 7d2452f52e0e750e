package org.set2model.plot;

import java.util.Locale;

/**
 * Ticks at multiples of a step of 1, 2 or 5 times a power of ten.
 *
 * @param exponent of that power
 * @param first multiple
 * @param last multiple
 */
public record PlotTicks(double step, int exponent, long first, long last) {

  private static final int DIGIT = 7;
  private static final int LABEL_GAP = 12;

  /** The ticks from low to high, about {@code most} or fewer. */
  public static PlotTicks between(double low, double high, int most) {
    double rough = (high - low) / most;
    int exponent = (int) Math.floor(Math.log10(rough));
    double digit = rough / Math.pow(10, exponent);
    if (digit > 5) {
      exponent++;
    }
    double step = Math.pow(10, exponent) * (digit > 5 ? 1 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
    return new PlotTicks(
        step, exponent, (long) Math.ceil(low / step), (long) Math.floor(high / step));
  }

  /** The text of the tick at a multiple of the step. */
  public String label(long multiple) {
    double value = multiple * step;
    boolean plain = Math.abs(value) < 1e10 && exponent > -7;
    return value == 0
        ? "0"
        : plain
            ? String.format(Locale.ROOT, "%." + Math.max(0, -exponent) + "f", value)
            : String.format(Locale.ROOT, "%." + digits(value) + "e", value);
  }

  /** Pixels, with the gap to the next label. */
  int widestLabel() {
    return LABEL_GAP + DIGIT * Math.max(label(first).length(), label(last).length());
  }

  /** Decimals of the mantissa that tell neighbours apart. */
  private int digits(double value) {
    return Math.max(0, (int) Math.floor(Math.log10(Math.abs(value))) - exponent);
  }
}
