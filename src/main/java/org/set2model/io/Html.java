package org.set2model.io;

import java.util.Locale;

/** Text and numbers as they may stand in a page that is both HTML and well-formed XML. */
public final class Html {

  private Html() {}

  /**
   * Text as content or as an attribute's value. Characters that XML cannot hold become U+FFFD, the
   * replacement character.
   */
  public static String escape(String text) {
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

  /**
   * The beginning of a page, up to its body, with a policy that lets it load and run nothing.
   *
   * @param styles the content of its style sheet
   */
  public static String head(String title, String styles) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" \
        content="default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        """
        + "<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + styles
        + "</style>\n</head>\n";
  }

  /** A fraction as a CSS percentage, cut off at 0 and 1. */
  public static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * Math.min(1, Math.max(0, fraction)));
  }
}
