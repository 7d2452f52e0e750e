package org.set2model.plot;

import org.set2model.io.Html;

/**
 * How a {@link LinePlot} looks beyond {@link PlotStyle}: colours, dashes and the shapes of markers.
 *
 * <p>Eight curves need more colours than a fit, and colours that tell curves apart where these
 * cross. So simulated for full protanopia, deuteranopia and tritanopia, and as they are, any two
 * colours differ by at least 16 (light) or 13 (dark) in CIE 1976 L*a*b*; in {@link PlotStyle} it is
 * 3. The simulation is that of Machado, Oliveira and Fernandes, doi:10.1109/TVCG.2009.113.
 */
final class LineStyle {

  /** Size of ordinary text in pixels. */
  static final int TEXT = 13;

  /** Size of a title in pixels. */
  static final int TITLE = 17;

  /** Widths of letters of a wide sans-serif font, as shares of its size. */
  private static final double NARROW = 0.36;

  private static final double LETTER = 0.63;
  private static final double WIDE = 1;
  private static final String NARROW_LETTERS = " !'(),-./:;I[]fijlrt|";
  private static final int FIRST_WIDE = 0x1100;

  static final String SHEET =
      """
      .minor{stroke:#c3c9d1;fill:none}
      .line,.faint,.guide,.bar{fill:none;stroke:currentColor;stroke-linecap:round;\
      stroke-linejoin:round}
      .line{stroke-width:1.9}.faint{stroke-width:.9;opacity:.28}
      .guide{stroke:#7b8591;stroke-width:1.5;stroke-linecap:butt}
      .bar{stroke-width:1.5;opacity:.75}
      .band{fill:currentColor;opacity:.16}
      .mark{fill:currentColor;stroke:#fff;stroke-width:1;paint-order:stroke}
      .c0{color:#0072b2}.c1{color:#d55e00}.c2{color:#009e73}.c3{color:#cc79a7}
      .c4{color:#332288}.c5{color:#8b1a1a}.c6{color:#56b4e9}.c7{color:#1b1f24}
      @media (prefers-color-scheme:dark){
      .minor{stroke:#434b55}.guide{stroke:#8d97a3}.mark{stroke:#14171b}.band{opacity:.22}
      .c0{color:#3d9fdc}.c1{color:#f07f33}.c2{color:#22bd90}.c3{color:#db93bb}
      .c4{color:#7a6ff0}.c5{color:#d7304f}.c6{color:#f5e96a}.c7{color:#e7eaee}}
      """;

  private static final String[] MARKERS = {
    "m-3.8 0a3.8 3.8 0 1 1 7.6 0a3.8 3.8 0 1 1-7.6 0z",
    "m-3.4-3.4h6.8v6.8h-6.8z",
    "m0-4.9l4.6 7.9h-9.2z",
    "m0-5l5 5l-5 5l-5-5z",
    "m0 4.9l4.6-7.9h-9.2z",
    "m-1.3-4.8h2.6v3.5h3.5v2.6h-3.5v3.5h-2.6v-3.5h-3.5v-2.6h3.5z",
    "m-4.4 0a4.4 4.4 0 1 1 8.8 0a4.4 4.4 0 1 1-8.8 0zm2.3 0a2.1 2.1 0 1 0 4.2 0"
        + "a2.1 2.1 0 1 0-4.2 0z",
    "m0-1.9l2.6-2.6l1.9 1.9l-2.6 2.6l2.6 2.6l-1.9 1.9l-2.6-2.6l-2.6 2.6l-1.9-1.9"
        + "l2.6-2.6l-2.6-2.6l1.9-1.9z",
  };

  private static final String[] DASHES = {"7 5", "2 4", "10 4 2 4", "4 3"};

  private LineStyle() {}

  /** The class that has the colour of a curve. */
  static String colour(int index) {
    return "c" + index;
  }

  /** The marker of a curve, relative to its centre. */
  static String marker(int index) {
    return MARKERS[index];
  }

  /** The dashes of a guide; they repeat after four. */
  static String dashes(int guide) {
    return DASHES[guide % DASHES.length];
  }

  /** About how wide a text is, in pixels; rather more than less. */
  static double width(String text, int size) {
    return size * text.codePoints().mapToDouble(LineStyle::width).sum();
  }

  private static double width(int character) {
    if (NARROW_LETTERS.indexOf(character) >= 0) {
      return NARROW;
    }
    return character >= FIRST_WIDE || "mwMW%@".indexOf(character) >= 0 ? WIDE : LETTER;
  }

  /** The text as markup, cut off with an ellipsis if it is wider than there is room. */
  static String fitted(String text, double room, int size) {
    if (width(text, size) <= room) {
      return Html.escape(text);
    }
    int[] characters = text.codePoints().toArray();
    int kept = characters.length - 1;
    while (kept > 0 && width(new String(characters, 0, kept), size) + WIDE * size > room) {
      kept--;
    }
    return Html.escape(new String(characters, 0, kept).stripTrailing()) + "&#8230;";
  }
}
