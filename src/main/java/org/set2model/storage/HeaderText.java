package org.set2model.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.set2model.io.DataException;

/**
 * Reads the JSON (RFC 8259) of a safetensors header from left to right: objects, strings and arrays
 * of whole numbers, which is all that the format has. What to expect is up to the caller, so that
 * nothing nests deeper than the format does, whatever the text.
 */
final class HeaderText {

  private static final int LONGEST_QUOTE = 60;

  private final String text;
  private final String source;
  private int at;

  /**
   * A header.
   *
   * @param source what to call the file in messages
   */
  HeaderText(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /**
   * Reads an object.
   *
   * @param member is given the name of each member and reads its value
   */
  void object(Consumer<String> member) {
    Set<String> names = new HashSet<>();
    expect('{');
    if (accept('}')) {
      return;
    }
    do {
      String name = string();
      if (!names.add(name)) {
        throw fault(quoted(name) + " occurs twice in one object; keep one");
      }
      expect(':');
      member.accept(name);
    } while (accept(','));
    expect('}');
  }

  /** Reads an array of whole numbers, each 0 to 2^63 - 1. */
  List<Long> wholeNumbers() {
    List<Long> numbers = new ArrayList<>();
    expect('[');
    if (accept(']')) {
      return numbers;
    }
    do {
      numbers.add(wholeNumber());
    } while (accept(','));
    expect(']');
    return numbers;
  }

  private long wholeNumber() {
    skipSpace();
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    at = start;
    if (!number.matches("0|[1-9][0-9]*")) {
      throw fault("expected a whole number >= 0" + found());
    }
    try {
      long value = Long.parseLong(number);
      at += number.length();
      return value;
    } catch (NumberFormatException exception) {
      throw fault(quoted(number) + " does not fit into 63 bits");
    }
  }

  /** Reads a string. */
  String string() {
    expect('"');
    int start = at;
    var value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw fault("a control character in a string; escape it");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      at = start;
      throw fault("half a surrogate pair in a string");
    }
    return value.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw fault("the escape " + quoted("\\" + c) + " is unknown to JSON");
    };
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = "0123456789abcdef".indexOf(Character.toLowerCase(next()));
      if (digit < 0) {
        throw fault("\\u must be followed by four hexadecimal digits");
      }
      value = 16 * value + digit;
    }
    return (char) value;
  }

  private char next() {
    if (at == text.length()) {
      throw fault("a string does not end");
    }
    return text.charAt(at++);
  }

  /** Requires that nothing but space follows. */
  void requireEnd() {
    skipSpace();
    if (at < text.length()) {
      throw fault("expected the end" + found());
    }
  }

  private void expect(char symbol) {
    if (!accept(symbol)) {
      throw fault("expected " + symbol + found());
    }
  }

  private boolean accept(char symbol) {
    skipSpace();
    boolean there = at < text.length() && text.charAt(at) == symbol;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private String found() {
    return at == text.length() ? ", found the end" : ", found " + quoted(text.substring(at));
  }

  /** What is wrong, with the place reached. */
  DataException fault(String what) {
    return new DataException(
        String.format("%s: not a safetensors header: character %d: %s", source, at + 1, what));
  }

  /** Text in quotes on one line, shortened if long. */
  static String quoted(String text) {
    String start = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    return "'" + start.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?") + "'";
  }
}
