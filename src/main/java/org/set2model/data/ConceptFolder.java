package org.set2model.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Concepts of a folder or zip archive with the parts search and gallery.
 *
 * <p>Either part holds a folder of pictures for each word, such as {@code search/sun/1.jpg} and
 * {@code gallery/sun/2.png}, or a strip of tiles for each word, as in an {@link IconFolder}.
 *
 * @param concepts at least one, sorted by name; which search images are relevant is unknown
 * @param skipped the files that could not be used
 */
public record ConceptFolder(List<Concept> concepts, List<SkippedFile> skipped) implements DataSet {

  /** Copies the lists. */
  public ConceptFolder {
    concepts = List.copyOf(concepts);
    skipped = List.copyOf(skipped);
  }

  /** Strips of tiles. */
  static ConceptFolder readStrips(Path folder, InputFormat format) {
    return new ConceptFolder(
        IconFolder.readSplit(folder, null, file -> ImageStrip.read(file, format)), List.of());
  }

  /** Folders of pictures. */
  static ConceptFolder readFolders(ImageSource source, String top, InputFormat format) {
    ImageFiles files = ImageFiles.read(source, format);
    Map<String, ImageSet> searches = byName(top + "search/", files);
    Map<String, ImageSet> galleries = byName(top + "gallery/", files);
    requireAll(searches, galleries, top + "gallery/", source);
    requireAll(galleries, searches, top + "search/", source);
    List<Concept> concepts = new ArrayList<>();
    searches.forEach(
        (name, search) ->
            concepts.add(new Concept(name, search, new boolean[0], galleries.get(name))));
    if (concepts.isEmpty()) {
      throw new DataException(
          source.path()
              + ": no pictures in folders below search and gallery; add a folder for each word");
    }
    return new ConceptFolder(
        concepts, ClassFolders.skipped(files, List.of(top + "search/", top + "gallery/")));
  }

  private static SortedMap<String, ImageSet> byName(String prefix, ImageFiles files) {
    SortedMap<String, ImageSet> sets = new TreeMap<>();
    ClassFolders.below(prefix, files).forEach(images -> sets.put(images.name(), images.images()));
    return sets;
  }

  private static void requireAll(
      Map<String, ImageSet> needed,
      Map<String, ImageSet> present,
      String prefix,
      ImageSource source) {
    for (String name : needed.keySet()) {
      if (!present.containsKey(name)) {
        throw new DataException(
            source.path()
                + ": no image in "
                + prefix
                + name
                + " that can be read; every word needs some in search and in gallery");
      }
    }
  }
}
