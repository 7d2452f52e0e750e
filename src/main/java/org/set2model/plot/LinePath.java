package org.set2model.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The data of an SVG path through points given one by one, in pixels. Of consecutive points on one
 * column of pixels only the first, the lowest, the highest and the last are kept: the rest would
 * add nothing that can be seen. Places are rounded to tenths, then differenced, so that rounding
 * does not add up.
 */
final class LinePath {

  private static final int TENTHS = 10;

  private final StringBuilder data = new StringBuilder();
  private final List<double[]> column = new ArrayList<>();
  private long lastX;
  private long lastY;

  void add(double x, double y) {
    if (!column.isEmpty() && Math.floor(column.get(0)[0]) != Math.floor(x)) {
      flush();
    }
    column.add(new double[] {x, y});
  }

  /** The path so far; a lone point becomes a dot. */
  String markup() {
    flush();
    return data.indexOf("l") < 0 ? data + "l0 0" : data.toString();
  }

  private void flush() {
    if (column.isEmpty()) {
      return;
    }
    int least = 0;
    int greatest = 0;
    for (int n = 1; n < column.size(); n++) {
      least = column.get(n)[1] < column.get(least)[1] ? n : least;
      greatest = column.get(n)[1] > column.get(greatest)[1] ? n : greatest;
    }
    IntStream.of(0, least, greatest, column.size() - 1).sorted().forEach(n -> put(column.get(n)));
    column.clear();
  }

  private void put(double[] point) {
    long x = Math.round(TENTHS * point[0]);
    long y = Math.round(TENTHS * point[1]);
    if (data.isEmpty()) {
      data.append('M').append(tenths(x)).append(' ').append(tenths(y));
    } else if (x != lastX || y != lastY) {
      data.append(data.indexOf("l") < 0 ? "l" : " ");
      data.append(tenths(x - lastX)).append(' ').append(tenths(y - lastY));
    }
    lastX = x;
    lastY = y;
  }

  private static String tenths(long value) {
    return BigDecimal.valueOf(value, 1).stripTrailingZeros().toPlainString();
  }
}
