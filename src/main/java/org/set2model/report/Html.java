package org.set2model.report;

import java.util.Locale;

/** Text and numbers as they may stand in a page that is both HTML and well-formed XML. */
final class Html {

  private Html() {}

  /**
   * Text as content or as an attribute's value. Characters that XML cannot hold become U+FFFD, the
   * replacement character.
   */
  static String escape(String text) {
    var escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&', '<', '>', '"', '\'' -> escaped.append("&#").append(character).append(';');
                default -> escaped.appendCodePoint(allowed(character) ? character : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** The characters of XML 1.0, section 2.2. */
  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character >= 0x20 && character <= 0xD7FF
        || character >= 0xE000 && character <= 0xFFFD
        || character >= 0x10000;
  }

  /** A fraction as a CSS percentage, cut off at 0 and 1. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * Math.min(1, Math.max(0, fraction)));
  }
}
