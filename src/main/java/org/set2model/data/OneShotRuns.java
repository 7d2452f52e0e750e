package org.set2model.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.set2model.image.ImageConversion;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * Reads the runs of a one-shot challenge in the layout of Omniglot's (Lake, Salakhutdinov and
 * Tenenbaum 2015, doi 10.1126/science.aab3050).
 *
 * <p>A run is a folder with the parts {@code training} and {@code test} and a text {@code
 * class_labels.txt}, of lines such as
 *
 * <pre>  run01/test/item01.png run01/training/class08.png</pre>
 *
 * with the file of an item and that of the training image of its class, both named from the folder
 * that holds the runs. That is the folder or zip archive named, or any folder in it, for all runs
 * the same. A run's classes are the training images on its lines and all other files in {@code
 * training}, sorted by name; its items are those on its lines, sorted too. Empty lines are left
 * out, and so are hidden files.
 *
 * <p>Such data is made by a program, so every fault in it is an error: a picture that is missing or
 * cannot be read, a file in {@code test} that stands on no line or on two, a run without its text.
 */
public final class OneShotRuns {

  private static final String LABELS = "/class_labels.txt";
  private static final String TRAINING = "/training/";
  private static final String TEST = "/test/";
  private static final String EXPECTED =
      "'run01/test/item01.png run01/training/class08.png', an item and the training image of its"
          + " class, with a space between";

  private final ImageSource source;
  private final InputFormat format;

  private OneShotRuns(ImageSource source, InputFormat format) {
    this.source = source;
    this.format = format;
  }

  /**
   * Reads a folder or zip archive.
   *
   * @return one run at least, sorted by name
   * @throws DataException if there is none, or a fault as above
   */
  public static List<OneShotRun> read(Path folderOrZip, InputFormat format) {
    try (ImageSource source = ImageSource.open(folderOrZip)) {
      return new OneShotRuns(source, format).runs();
    }
  }

  private List<OneShotRun> runs() {
    SortedSet<String> folders = new TreeSet<>();
    for (String name : source.names()) {
      if (name.endsWith(LABELS)) {
        folders.add(name.substring(0, name.length() - LABELS.length()));
      }
    }
    if (folders.isEmpty()) {
      throw new DataException(
          source.path()
              + ": no folder with class_labels.txt in it; name the folder or zip archive that holds"
              + " the folders run01, run02, ...");
    }
    String home = home(folders.first());
    requireOneHome(folders, home);
    requireLabels(folders, home);
    return folders.stream().map(folder -> run(folder, home)).toList();
  }

  private void requireOneHome(SortedSet<String> folders, String home) {
    for (String folder : folders) {
      if (!home(folder).equals(home)) {
        throw new DataException(
            String.format(
                "%s: runs in several folders (%s, %s); name one that holds all of its runs itself",
                source.path(), folders.first(), folder));
      }
    }
  }

  /** Requires the text in every folder that is like a run. */
  private void requireLabels(SortedSet<String> folders, String home) {
    SortedSet<String> alike = foldersWith(TRAINING);
    alike.retainAll(foldersWith(TEST));
    for (String folder : alike) {
      if (home(folder).equals(home) && !folders.contains(folder)) {
        throw new DataException(
            source.place(folder + LABELS) + ": missing; every run needs this text");
      }
    }
  }

  /** The folders with this part, if it holds files itself. */
  private SortedSet<String> foldersWith(String part) {
    SortedSet<String> folders = new TreeSet<>();
    for (String name : source.names()) {
      int at = name.lastIndexOf(part);
      if (at > 0 && name.indexOf('/', at + part.length()) < 0) {
        folders.add(name.substring(0, at));
      }
    }
    return folders;
  }

  /** The folder that holds another, with a slash at its end, or nothing. */
  private static String home(String folder) {
    return folder.substring(0, folder.lastIndexOf('/') + 1);
  }

  private OneShotRun run(String folder, String home) {
    SortedMap<String, String> answers = answers(folder, home);
    for (String name : filesIn(folder + TEST)) {
      if (!answers.containsKey(name)) {
        throw new DataException(
            source.place(folder + LABELS) + ": no line for " + name + "; add one");
      }
    }
    SortedSet<String> classes = filesIn(folder + TRAINING);
    classes.addAll(answers.values());
    if (!(answers.size() >= 1 && classes.size() >= 2)) {
      throw new DataException(
          String.format(
              "%s: %d items for %d classes; a run needs one item and two classes at least",
              source.place(folder + LABELS), answers.size(), classes.size()));
    }
    List<String> sorted = List.copyOf(classes);
    return new OneShotRun(
        folder.substring(home.length()),
        relative(sorted, home),
        images(sorted),
        relative(answers.keySet(), home),
        images(answers.keySet()),
        answers.values().stream().map(answer -> Collections.binarySearch(sorted, answer)).toList());
  }

  /** The training image of each item's class by the item, both with their whole names. */
  private SortedMap<String, String> answers(String folder, String home) {
    String text = folder + LABELS;
    SortedMap<String, String> answers = new TreeMap<>();
    int line = 0;
    for (String content : source.lines(text)) {
      line++;
      if (content.isBlank()) {
        continue;
      }
      String[] names = content.strip().replace('\\', '/').split("\\s+");
      if (names.length != 2) {
        throw bad(text, line, names.length + " names; expected " + EXPECTED);
      }
      for (String name : names) {
        if (!source.names().contains(home + name)) {
          throw bad(text, line, "no file '" + name + "' beside the runs; expected " + EXPECTED);
        }
        if (!(home + name).startsWith(folder + "/")) {
          throw bad(text, line, "'" + name + "' belongs to another run; expected " + EXPECTED);
        }
      }
      if (answers.put(home + names[0], home + names[1]) != null) {
        throw bad(text, line, "a second line for '" + names[0] + "'; keep one");
      }
    }
    return answers;
  }

  private DataException bad(String text, int line, String what) {
    return new DataException(source.place(text) + ": line " + line + ": " + what);
  }

  private SortedSet<String> filesIn(String folder) {
    SortedSet<String> files = new TreeSet<>();
    for (String name : source.names()) {
      if (name.startsWith(folder) && name.lastIndexOf('/') < folder.length()) {
        files.add(name);
      }
    }
    return files;
  }

  private static List<String> relative(Collection<String> names, String home) {
    return names.stream().map(name -> name.substring(home.length())).toList();
  }

  private ImageSet images(Collection<String> names) {
    List<byte[]> images = new ArrayList<>();
    for (String name : names) {
      try {
        images.add(ImageConversion.ink(source.picture(name), format));
      } catch (IOException exception) {
        throw new DataException(source.place(name) + ": " + exception.getMessage(), exception);
      }
    }
    return ImageSet.of(format.side(), images);
  }
}
