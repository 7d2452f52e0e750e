package org.set2model.data;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * Classes of images: every folder that holds pictures is a class, named by its path, such as {@code
 * Greek/character01}. If there is but one folder at the top and folders below it, as in an archive
 * of a single folder, names start below that.
 *
 * <p>A picture beside the folders belongs to no class and is skipped. Names are composed (Unicode
 * form NFC), so one that was written on another system is still the same.
 *
 * @param classes at least one, sorted by name
 * @param skipped the files that could not be used
 */
public record ClassFolders(List<ImageClass> classes, List<SkippedFile> skipped) implements DataSet {

  /** Copies the lists. */
  public ClassFolders {
    classes = List.copyOf(classes);
    skipped = List.copyOf(skipped);
  }

  @Override
  public List<ImageClass> concepts() {
    return classes;
  }

  @Override
  public boolean hasSearchResults() {
    return false;
  }

  /**
   * Reads a folder or zip archive.
   *
   * @throws DataException if there is none, or no folder in it with a picture that can be read
   */
  public static ClassFolders read(Path folderOrZip, InputFormat format) {
    try (ImageSource source = ImageSource.open(folderOrZip)) {
      return read(source, Layout.of(source.names()), format);
    }
  }

  static ClassFolders read(ImageSource source, Layout layout, InputFormat format) {
    ImageFiles files = ImageFiles.read(source, format);
    List<ImageClass> classes = below(layout.top(), files);
    if (classes.isEmpty()) {
      throw new DataException(
          source.path()
              + ": images, but not in folders; move those of each class into a folder of its own");
    }
    return new ClassFolders(classes, skipped(files, List.of(layout.top())));
  }

  /** The classes whose folders lie below one, sorted by name. */
  static List<ImageClass> below(String prefix, ImageFiles files) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < files.names().size(); i++) {
      String name = files.names().get(i);
      if (inClass(name, prefix)) {
        members.computeIfAbsent(className(name, prefix), key -> new ArrayList<>()).add(i);
      }
    }
    List<ImageClass> classes = new ArrayList<>();
    members.forEach(
        (name, indices) ->
            classes.add(
                new ImageClass(
                    name,
                    indices.stream().map(files.names()::get).toList(),
                    files.images().select(indices.stream().mapToInt(i -> i).toArray()))));
    return classes;
  }

  /** What was skipped already, and the pictures that lie in no class folder below the prefixes. */
  static List<SkippedFile> skipped(ImageFiles files, List<String> prefixes) {
    List<SkippedFile> skipped = new ArrayList<>(files.skipped());
    for (String name : files.names()) {
      if (prefixes.stream().noneMatch(prefix -> inClass(name, prefix))) {
        skipped.add(
            new SkippedFile(name, "lies in no class folder; move it into the one of its class"));
      }
    }
    return skipped;
  }

  /** The class of a file that is {@link #inClass} below a prefix. */
  static String className(String name, String prefix) {
    String folder = name.substring(prefix.length(), name.lastIndexOf('/'));
    return Normalizer.normalize(folder, Normalizer.Form.NFC);
  }

  /** Whether a file lies in a folder below a prefix. */
  static boolean inClass(String name, String prefix) {
    return name.startsWith(prefix) && name.lastIndexOf('/') > prefix.length();
  }
}
