package org.set2model.io;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON text (RFC 8259): maps by text, lists, texts, numbers, booleans and null. Doubles
 * are written by {@link Double#toString(double)}, so that they read back to the bit. An object or
 * list of plain values stands on one line, any other is indented.
 */
public final class Json {

  private static final String INDENT = "  ";

  private Json() {}

  /**
   * The text of a value, ended by a line feed.
   *
   * @throws IllegalArgumentException if a number is not finite or a value of another class
   */
  public static String text(Object value) {
    var text = new StringBuilder();
    append(text, value, "\n");
    return text.append('\n').toString();
  }

  private static void append(StringBuilder text, Object value, String line) {
    if (value instanceof Map<?, ?> map) {
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      boolean plain = map.values().stream().allMatch(Json::isPlain);
      text.append('{');
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        text.append(plain ? "" : line + INDENT).append(quoted((String) entry.getKey()));
        text.append(": ");
        append(text, entry.getValue(), line + INDENT);
        text.append(entries.hasNext() ? plain ? ", " : "," : "");
      }
      text.append(plain ? "" : line).append('}');
    } else if (value instanceof List<?> list) {
      Iterator<?> values = list.iterator();
      boolean plain = list.stream().allMatch(Json::isPlain);
      text.append('[');
      while (values.hasNext()) {
        text.append(plain ? "" : line + INDENT);
        append(text, values.next(), line + INDENT);
        text.append(values.hasNext() ? plain ? ", " : "," : "");
      }
      text.append(plain ? "" : line).append(']');
    } else {
      text.append(scalar(value));
    }
  }

  private static boolean isPlain(Object value) {
    return !(value instanceof Map || value instanceof List);
  }

  private static String scalar(Object value) {
    if (value instanceof String string) {
      return quoted(string);
    }
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Double number && Math.abs(number) <= Double.MAX_VALUE) {
      return number.toString();
    }
    throw new IllegalArgumentException("no JSON for " + value + ", a " + value.getClass());
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return quoted.append('"').toString();
  }
}
