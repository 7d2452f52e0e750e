package org.set2model.plot;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.set2model.plot.Series.Style;

/**
 * A curve of a {@link LinePlot} inside its frame.
 *
 * @param number of its color and marker; of its dashes, if it is a guide
 */
record Curve(Series series, int number) {

  private static final int MOST_BARS = 40;
  private static final int MOST_MARKERS = 80;

  static List<Curve> of(List<Series> series) {
    return IntStream.range(0, series.size())
        .mapToObj(i -> new Curve(series.get(i), number(series, i)))
        .toList();
  }

  private static int number(List<Series> series, int index) {
    Series one = series.get(index);
    List<Series> before = series.subList(0, index);
    if (one.style() == Style.GUIDE) {
      return (int) before.stream().filter(other -> other.style() == Style.GUIDE).count();
    }
    int next = (int) before.stream().filter(Series::isColored).count();
    if (one.isColored()) {
      return next;
    }
    List<String> names = series.stream().filter(Series::isColored).map(Series::name).toList();
    int namesake = names.indexOf(one.name());
    return namesake >= 0 ? namesake : Math.max(0, Math.min(next, names.size() - 1));
  }

  /** Draws intervals first, then lines, faint ones below guides below others, then markers. */
  static void draw(List<Curve> curves, Svg svg, Frame frame) {
    for (Curve curve : curves) {
      if (curve.series.isColored() && curve.series.low().length > 0) {
        curve.drawIntervals(svg, frame);
      }
    }
    curves.stream()
        .sorted(Comparator.comparing(curve -> curve.series.style()))
        .forEach(curve -> curve.drawLine(svg, frame));
    for (Curve curve : curves) {
      if (curve.series.hasMarkers()) {
        curve.drawMarkers(svg, frame);
      }
    }
  }

  Legend.Entry legend(int width) {
    Svg mark = new Svg().path(stroke(), "M0 0h" + Legend.MARK);
    if (series.hasMarkers()) {
      mark.path(colored("mark"), "M" + Legend.MARK / 2 + " 0" + Theme.MARKERS.get(number));
    }
    int room = width - Legend.TEXT;
    String text = Svg.fitted(series.name(), room, Svg.TEXT);
    double length = Math.min(room, Svg.width(series.name(), Svg.TEXT));
    return new Legend.Entry(mark, text, length);
  }

  private String stroke() {
    return switch (series.style()) {
      case GUIDE -> "guide " + Theme.dashes(number);
      case FAINT -> colored("faint");
      case LINE, MARKED -> colored("line");
    };
  }

  private String colored(String style) {
    return style + " " + Theme.color(number);
  }

  private double x(Frame frame, int point) {
    return frame.x(series.x()[point]);
  }

  private void drawLine(Svg svg, Frame frame) {
    var line = new LinePath();
    for (int n = 0; n < series.x().length; n++) {
      line.add(x(frame, n), frame.y(series.y()[n]));
    }
    svg.path(stroke(), line.markup());
  }

  private void drawIntervals(Svg svg, Frame frame) {
    int last = series.x().length - 1;
    if (series.hasMarkers() && last < MOST_BARS) {
      var bars = new Svg();
      for (int n = 0; n <= last; n++) {
        bars.add("M%.1f %.1fh6", x(frame, n) - 3, frame.y(series.high()[n]));
        bars.add("m-3 0V%.1fm-3 0h6", frame.y(series.low()[n]));
      }
      svg.path(colored("bar"), bars);
      return;
    }
    var outline = new LinePath();
    for (int n = 0; n <= last; n++) {
      outline.add(x(frame, n), frame.y(series.high()[n]));
    }
    for (int n = last; n >= 0; n--) {
      outline.add(x(frame, n), frame.y(series.low()[n]));
    }
    svg.path(colored("band"), outline.markup() + "z");
  }

  private void drawMarkers(Svg svg, Frame frame) {
    int last = series.x().length - 1;
    int every = 1 + last / MOST_MARKERS;
    var markers = new Svg();
    for (int n = last % every; n <= last; n += every) {
      String place = frame.place(series.x()[n], series.y()[n]);
      markers.add("M%s%s", place, Theme.MARKERS.get(number));
    }
    svg.path(colored("mark"), markers);
  }
}
