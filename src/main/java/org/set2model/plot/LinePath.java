package org.set2model.plot;

/**
 * The data of an SVG path through points given one by one, in pixels. Of consecutive points on one
 * column of pixels only the first, the lowest, the highest and the last are kept: the rest would
 * add nothing that can be seen. Places are rounded to tenths, then differenced, so that rounding
 * does not add up.
 */
final class LinePath {

  private static final int TENTHS = 10;

  private final StringBuilder data = new StringBuilder();
  private long lastX;
  private long lastY;

  private long column;
  private long count;
  private final double[] first = new double[2];
  private final double[] lowest = new double[2];
  private final double[] highest = new double[2];
  private final double[] last = new double[2];
  private boolean lowestIsEarlier;

  void add(double x, double y) {
    long here = (long) Math.floor(x);
    if (count > 0 && here != column) {
      flush();
    }
    column = here;
    if (count++ == 0) {
      set(first, x, y);
      set(lowest, x, y);
      set(highest, x, y);
    } else if (y < lowest[1]) {
      set(lowest, x, y);
      lowestIsEarlier = false;
    } else if (y > highest[1]) {
      set(highest, x, y);
      lowestIsEarlier = true;
    }
    set(last, x, y);
  }

  private static void set(double[] point, double x, double y) {
    point[0] = x;
    point[1] = y;
  }

  /** The path so far; a lone point becomes a dot. */
  String markup() {
    flush();
    return data.indexOf("l") < 0 ? data + "l0 0" : data.toString();
  }

  private void flush() {
    if (count == 0) {
      return;
    }
    count = 0;
    put(first);
    put(lowestIsEarlier ? lowest : highest);
    put(lowestIsEarlier ? highest : lowest);
    put(last);
  }

  private void put(double[] point) {
    long x = Math.round(TENTHS * point[0]);
    long y = Math.round(TENTHS * point[1]);
    if (data.length() == 0) {
      data.append('M').append(tenths(x)).append(' ').append(tenths(y));
    } else if (x != lastX || y != lastY) {
      data.append(data.indexOf("l") < 0 ? "l" : " ");
      data.append(tenths(x - lastX)).append(' ').append(tenths(y - lastY));
    }
    lastX = x;
    lastY = y;
  }

  private static String tenths(long value) {
    long size = Math.abs(value);
    long digit = size % TENTHS;
    long whole = size / TENTHS;
    return (value < 0 ? "-" : "")
        + (whole == 0 && digit != 0 ? "" : whole)
        + (digit == 0 ? "" : "." + digit);
  }
}
