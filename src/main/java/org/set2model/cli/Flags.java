package org.set2model.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flags of a command, each of the form {@code --name value}. */
final class Flags {

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads flags.
   *
   * @param command the command's name, for messages
   * @param known the names that the command knows, without dashes
   * @throws UsageException for anything else, a flag without its value, or one given twice
   */
  Flags(String command, List<String> arguments, Set<String> known) {
    for (int i = 0; i < arguments.size(); i += 2) {
      String flag = arguments.get(i);
      String name = flag.startsWith("--") ? flag.substring(2) : "";
      if (!known.contains(name)) {
        throw new UsageException(
            "unknown flag '" + flag + "': see 'set2model " + command + " --help'");
      }
      if (i + 1 == arguments.size()) {
        throw new UsageException("flag " + flag + " needs a value");
      }
      if (values.put(name, arguments.get(i + 1)) != null) {
        throw new UsageException("flag " + flag + " is given twice");
      }
    }
  }

  String text(String name, String byDefault) {
    return values.getOrDefault(name, byDefault);
  }

  /** A whole number within bounds. */
  int integer(String name, int byDefault, int smallest, int largest) {
    String text = values.get(name);
    if (text == null) {
      return byDefault;
    }
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " (" + text + ") must be a whole number");
    }
    if (!(value >= smallest && value <= largest)) {
      throw new UsageException(
          "--" + name + " (" + text + ") must be from " + smallest + " to " + largest);
    }
    return value;
  }

  /** Any whole number of 64 bits. */
  long longInteger(String name, long byDefault) {
    String text = values.get(name);
    try {
      return text == null ? byDefault : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " (" + text + ") must be a whole number");
    }
  }

  /** Whether a user asks for help. */
  static boolean askForHelp(List<String> arguments) {
    return arguments.stream().anyMatch(Arrays.asList("--help", "-h", "help")::contains);
  }
}
