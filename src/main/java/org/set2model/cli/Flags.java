package org.set2model.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.set2model.io.AtomicFile;

/** The flags of a command: {@code --name value}, or a switch, {@code --name} alone. */
final class Flags {

  private static final String GIVEN = "";

  private final String command;
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Reads flags that all take a value. */
  Flags(String command, List<String> arguments, Set<String> known) {
    this(command, arguments, known, Set.of());
  }

  /**
   * Reads flags.
   *
   * @param command the command's name, for messages
   * @param known the names of flags that take a value, without dashes
   * @param switches the names of those that take none
   * @throws UsageException for anything else, a flag without its value, or one given twice
   */
  Flags(String command, List<String> arguments, Set<String> known, Set<String> switches) {
    this.command = command;
    for (int i = 0; i < arguments.size(); i++) {
      String flag = arguments.get(i);
      String name = flag.startsWith("--") ? flag.substring(2) : "";
      boolean isSwitch = switches.contains(name);
      if (!known.contains(name) && !isSwitch) {
        throw new UsageException(
            "unknown flag '" + flag + "': see 'set2model " + command + " --help'");
      }
      if (!isSwitch && ++i == arguments.size()) {
        throw new UsageException("flag " + flag + " needs a value");
      }
      if (values.put(name, isSwitch ? GIVEN : arguments.get(i)) != null) {
        throw new UsageException("flag " + flag + " is given twice");
      }
    }
  }

  /** The names in a text, blanks between. */
  static Set<String> names(String text) {
    return Set.of(text.split("\\s+"));
  }

  /** Whether a flag or switch is given. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name, String byDefault) {
    return values.getOrDefault(name, byDefault);
  }

  /** A whole number within bounds. */
  int integer(String name, int byDefault, int smallest, int largest) {
    Optional<Integer> given = number(name, "whole number", Integer::valueOf);
    given.ifPresent(
        value -> requireWithin(name, value >= smallest && value <= largest, smallest, largest));
    return given.orElse(byDefault);
  }

  /** Any whole number of 64 bits. */
  long longInteger(String name, long byDefault) {
    return number(name, "whole number", Long::valueOf).orElse(byDefault);
  }

  /** A number for which the bounds, both included, leave no doubt. */
  double real(String name, double byDefault, double smallest, double largest) {
    Optional<Double> given = number(name, "number", Double::valueOf);
    given.ifPresent(
        value -> requireWithin(name, value >= smallest && value <= largest, smallest, largest));
    return given.orElse(byDefault);
  }

  /**
   * A number, if it is given.
   *
   * @param kind of number, for the message
   * @param parse throws NumberFormatException for a text that is none
   */
  <T> Optional<T> number(String name, String kind, Function<String, T> parse) {
    try {
      return Optional.ofNullable(values.get(name)).map(parse);
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " (" + values.get(name) + ") must be a " + kind);
    }
  }

  private void requireWithin(String name, boolean within, Number smallest, Number largest) {
    if (!within) {
      throw new UsageException(
          "--" + name + " (" + values.get(name) + ") must be from " + smallest + " to " + largest);
    }
  }

  /** A file or folder, if it is given. */
  Optional<Path> path(String name) {
    String text = values.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (text.isBlank()) {
      throw new UsageException("--" + name + " must name a file or folder");
    }
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new UsageException("--" + name + " (" + text + ") must name a file or folder");
    }
  }

  /**
   * A file to write, if it is given.
   *
   * @throws IOException if it could not be written, which is found out before long work begins
   */
  Optional<Path> output(String name) throws IOException {
    Optional<Path> file = path(name);
    if (file.isPresent()) {
      AtomicFile.requireWritable(file.get());
    }
    return file;
  }

  /** A file or folder, or another if it is not given. */
  Path path(String name, String byDefault) {
    return path(name).orElse(Path.of(byDefault));
  }

  /** A file or folder that must be given. */
  Path requiredPath(String name) {
    return path(name)
        .orElseThrow(
            () ->
                new UsageException(
                    command + " needs --" + name + ": see 'set2model " + command + " --help'"));
  }

  /**
   * A value that another class reads.
   *
   * @param parse throws IllegalArgumentException for a text that will not do
   */
  <T> T parsed(String name, String byDefault, Function<String, T> parse) {
    try {
      return parse.apply(text(name, byDefault));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + name + ": " + e.getMessage());
    }
  }

  /**
   * One of some constants, by its name in small letters.
   *
   * @param byDefault the text if none is given; it may be the name of a constant or not
   * @return empty if the text is the name of none
   */
  <E extends Enum<E>> Optional<E> choice(String flag, String byDefault, E[] values) {
    String text = text(flag, byDefault);
    Optional<E> chosen =
        Arrays.stream(values).filter(value -> name(value).equals(text)).findFirst();
    if (chosen.isEmpty() && !text.equals(byDefault)) {
      String names = Arrays.stream(values).map(Flags::name).collect(Collectors.joining(", "));
      throw new UsageException(
          String.format("--%s (%s) must be one of %s (default %s)", flag, text, names, byDefault));
    }
    return chosen;
  }

  /** The name of a constant in small letters. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The number of threads, all processors by default. */
  int threads() {
    return integer("threads", Runtime.getRuntime().availableProcessors(), 1, 256);
  }

  /** Whether a user asks for help. */
  static boolean askForHelp(List<String> arguments) {
    return arguments.stream().anyMatch(Arrays.asList("--help", "-h", "help")::contains);
  }
}
