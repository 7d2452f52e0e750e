package org.set2model.storage;

import java.util.Map;
import java.util.TreeMap;
import org.set2model.io.DataException;

/**
 * The texts of a network's file, read as what they stand for.
 *
 * @param source what to call the file in messages
 */
record NetworkMetadata(Map<String, String> texts, String source) {

  String text(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new DataException(
          source + ": metadata '" + key + "' is missing; give a network that this program wrote");
    }
    return text;
  }

  void require(String key, String expected) {
    if (!text(key).equals(expected)) {
      throw new DataException(
          String.format(
              "%s: metadata '%s' (%s) must be '%s' for this program",
              source, key, HeaderText.quoted(text(key)), expected));
    }
  }

  /** A whole number of 1 to {@code largest}. */
  int wholeNumber(String key, int largest) {
    long value = number(key);
    if (!(value >= 1 && value <= largest)) {
      throw new DataException(
          String.format("%s: metadata '%s' (%d) must be 1 to %d", source, key, value, largest));
    }
    return (int) value;
  }

  long number(String key) {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException exception) {
      throw new DataException(
          String.format(
              "%s: metadata '%s' (%s) must be a whole number",
              source, key, HeaderText.quoted(text(key))));
    }
  }

  /** The texts whose keys start so, by the rest of the key. */
  Map<String, String> startingWith(String prefix) {
    Map<String, String> rest = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(prefix)) {
            rest.put(key.substring(prefix.length()), text);
          }
        });
    return rest;
  }
}
