package org.set2model.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * Concepts of a folder or zip archive with the parts search and gallery.
 *
 * <p>Either part holds a folder of pictures for each word, such as {@code search/sun/1.jpg} and
 * {@code gallery/sun/2.png}, or a strip of tiles for each word, as in an {@link IconFolder}.
 *
 * <p>A table {@code images.tsv}, as in an {@link IconFolder}, beside the parts or in the folder
 * above says which search images are relevant, if it names the words. If it has a word in several
 * splits, that one counts which is called as the folder with the parts. The lines of a word stand
 * for its search pictures in the order of their paths, those that cannot be read included: every
 * file that is a picture or is named like one.
 *
 * @param concepts at least one, sorted by name
 * @param skipped the files that could not be used
 */
public record ConceptFolder(List<LabeledConcept> concepts, List<SkippedFile> skipped)
    implements DataSet {

  /** Copies the lists. */
  public ConceptFolder {
    concepts = List.copyOf(concepts);
    skipped = List.copyOf(skipped);
  }

  @Override
  public boolean hasSearchResults() {
    return true;
  }

  /**
   * Strips of tiles.
   *
   * @param folder of the source, which has the parts
   */
  static ConceptFolder readStrips(ImageSource source, String top, Path folder, InputFormat format) {
    var relevance = SearchRelevance.find(source, top);
    List<LabeledConcept> concepts =
        IconFolder.readSplit(
            folder,
            words ->
                relevance
                    .map(table -> table.ofFolder(folderName(source, top), words))
                    .orElse(SearchRelevance.Flags.UNKNOWN),
            file -> ImageStrip.read(file, format));
    return new ConceptFolder(concepts, List.of());
  }

  /** Folders of pictures. */
  static ConceptFolder readFolders(ImageSource source, String top, InputFormat format) {
    ImageFiles files = ImageFiles.read(source, format);
    SortedMap<String, ImageClass> searches = byName(top + "search/", files);
    SortedMap<String, ImageClass> galleries = byName(top + "gallery/", files);
    requireAll(searches, galleries, top + "gallery/", source);
    requireAll(galleries, searches, top + "search/", source);
    if (searches.isEmpty()) {
      throw new DataException(
          source.path()
              + ": no pictures in folders below search and gallery; add a folder for each word");
    }
    var table = SearchRelevance.find(source, top);
    SearchRelevance.Flags flags =
        table.isPresent()
            ? table.get().ofFolder(folderName(source, top), searches.keySet())
            : SearchRelevance.Flags.UNKNOWN;
    SortedMap<String, List<String>> pictures = pictures(top + "search/", source, files);
    List<LabeledConcept> concepts = new ArrayList<>();
    searches.forEach(
        (name, search) ->
            concepts.add(
                new LabeledConcept(
                    name,
                    search.images(),
                    relevance(search, pictures.get(name), flags),
                    galleries.get(name).images())));
    List<SkippedFile> skipped =
        new ArrayList<>(ClassFolders.skipped(files, List.of(top + "search/", top + "gallery/")));
    skipped.removeIf(
        file -> List.of(top + SearchRelevance.TABLE, SearchRelevance.TABLE).contains(file.name()));
    return new ConceptFolder(concepts, skipped);
  }

  /** What the split of a table is called that holds for the parts. */
  private static String folderName(ImageSource source, String top) {
    Path folder = source.path().toAbsolutePath().normalize().resolve(top);
    return folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  /** The flags of the images that could be read, out of those of all pictures. */
  private static boolean[] relevance(
      ImageClass search, List<String> pictures, SearchRelevance.Flags flags) {
    boolean[] all = flags.of(search.name(), pictures.size());
    if (all.length == 0) {
      return all;
    }
    boolean[] relevant = new boolean[search.files().size()];
    for (int i = 0; i < relevant.length; i++) {
      relevant[i] = all[Collections.binarySearch(pictures, search.files().get(i))];
    }
    return relevant;
  }

  /** The files of each word that are pictures, or named like one, sorted. */
  private static SortedMap<String, List<String>> pictures(
      String prefix, ImageSource source, ImageFiles files) {
    Set<String> readable = new HashSet<>(files.names());
    SortedMap<String, List<String>> pictures = new TreeMap<>();
    for (String name : source.names()) {
      if (ClassFolders.inClass(name, prefix)
          && (readable.contains(name) || Layout.isNamedLikePicture(name))) {
        pictures
            .computeIfAbsent(ClassFolders.className(name, prefix), key -> new ArrayList<>())
            .add(name);
      }
    }
    return pictures;
  }

  private static SortedMap<String, ImageClass> byName(String prefix, ImageFiles files) {
    SortedMap<String, ImageClass> classes = new TreeMap<>();
    ClassFolders.below(prefix, files).forEach(images -> classes.put(images.name(), images));
    return classes;
  }

  private static void requireAll(
      Map<String, ?> needed, Map<String, ?> present, String prefix, ImageSource source) {
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
