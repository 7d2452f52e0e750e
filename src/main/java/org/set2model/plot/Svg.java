package org.set2model.plot;

import java.util.Locale;
import org.set2model.io.Html;

/** The text of an SVG, or of a part of one, as it grows. */
public final class Svg {

  /** Size of ordinary text in pixels. */
  static final int TEXT = 13;

  /** Size of a title in pixels. */
  private static final int TITLE = 17;

  /** Widths of letters of a wide sans-serif font, as shares of its size. */
  private static final double NARROW = 0.36;

  private static final double LETTER = 0.63;
  private static final double WIDE = 1;
  private static final String NARROW_LETTERS = " !'(),-./:;I[]fijlrt|";
  private static final int FIRST_WIDE = 0x1100;

  private final StringBuilder text = new StringBuilder();

  /** {@link String#format} with the same digits in every locale. */
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Appends what {@link String#format} makes of the values, with the same digits everywhere. */
  public Svg add(String format, Object... values) {
    text.append(format(format, values));
    return this;
  }

  /** Appends an element without content, given the names and values of its attributes in turn. */
  Svg element(String name, Object... attributes) {
    add("<%s", name);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      add(value instanceof Double ? " %s=\"%.2f\"" : " %s=\"%s\"", attributes[i], value);
    }
    return add("/>\n");
  }

  Svg path(String style, Object data) {
    return element("path", "class", style, "d", data);
  }

  void text(String style, double x, double y, String markup) {
    add("<text class=\"%s\" x=\"%.2f\" y=\"%.2f\">%s</text>\n", style, x, y, markup);
  }

  /** Appends a title, cut off if there is too little room. */
  void title(String title, int left, int top, int room) {
    text("t", left, top + 34, fitted(title, room, TITLE));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** The text so far as the body of a document in the style of this package. */
  String document(int width, int height, String title) {
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        role="img" aria-labeledby="title">
        <title id="title">%s</title>
        <style>
        %s</style>
        <rect class="paper" width="%d" height="%d"/>
        %s</svg>
        """,
        width, height, width, height, Html.escape(title), Theme.SHEET, width, height, text);
  }

  /** About how wide a text is, in pixels; rather more than less. */
  static double width(String text, int size) {
    return size * text.codePoints().mapToDouble(Svg::width).sum();
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
