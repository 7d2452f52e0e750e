package org.set2model.data;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How data lies in folders, told from the names of its pictures alone.
 *
 * @param kind what the folders are
 * @param top what all names start with: empty, or the single folder that holds everything, with a
 *     {@code /}
 */
record Layout(Kind kind, String top) {

  /** What the folders are. */
  enum Kind {
    /** Three splits of strips. */
    SPLIT_STRIPS,
    /** Search and gallery with strips. */
    STRIPS,
    /** Search and gallery with class folders. */
    SEARCH_AND_GALLERY,
    /** Class folders. */
    CLASSES
  }

  private static final Set<String> SPLITS = Set.of("train", "validation", "test");
  private static final Set<String> PARTS = Set.of("search", "gallery");
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** The layout of files with these names. */
  static Layout of(Collection<String> names) {
    List<String> pictures = names.stream().filter(Layout::isNamedLikePicture).toList();
    List<String> files = pictures.isEmpty() ? List.copyOf(names) : pictures;
    String top = top(files);
    List<String[]> paths =
        files.stream()
            .map(name -> name.substring(top.length()).split("/"))
            .filter(path -> path.length > 1)
            .toList();
    return new Layout(paths.isEmpty() ? Kind.CLASSES : kind(paths), top);
  }

  private static Kind kind(List<String[]> paths) {
    if (paths.stream().allMatch(path -> SPLITS.contains(path[0]) && PARTS.contains(path[1]))) {
      return Kind.SPLIT_STRIPS;
    }
    if (paths.stream().allMatch(path -> PARTS.contains(path[0]))) {
      return paths.stream().allMatch(path -> path.length == 2)
          ? Kind.STRIPS
          : Kind.SEARCH_AND_GALLERY;
    }
    return Kind.CLASSES;
  }

  /** Whether the name ends as those of pictures do. */
  static boolean isNamedLikePicture(String name) {
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** The first folder, if all files lie in folders below it. */
  private static String top(List<String> files) {
    Set<String> first =
        files.stream().map(name -> name.split("/", 2)[0]).collect(Collectors.toSet());
    boolean deep = files.stream().allMatch(name -> name.split("/").length > 2);
    String folder = first.size() == 1 ? first.iterator().next() : "";
    return deep && !folder.isEmpty() && !PARTS.contains(folder) ? folder + "/" : "";
  }
}
