package org.set2model.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.set2model.image.ImageSet;
import org.set2model.io.AtomicFile;
import org.set2model.retrieval.AveragePrecision;
import org.set2model.scoring.Ranking;

/**
 * The content of a page that shows what was learned from each word's search result, and how each
 * method ranks the gallery by it.
 *
 * @param title heading of the page
 * @param introduction a paragraph for a reader who knows nothing of the matter
 * @param credits where the images come from
 * @param results mean average precision of the methods
 * @param gallery the images that are ranked
 * @param words the words, at least one
 */
public record RankingPage(
    String title,
    String introduction,
    String credits,
    ResultTable results,
    ImageSet gallery,
    List<Word> words) {

  /** The component of an image when its scorer has no components. */
  public static final int NO_COMPONENT = -1;

  /** How many images of each ranking a page shows. */
  public static final int SHOWN = 20;

  /**
   * Copies the list of words.
   *
   * @throws IllegalArgumentException if there is no word, or a method ranks an image that is not in
   *     the gallery
   */
  public RankingPage {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a page needs at least one word");
    }
    for (Word word : words) {
      for (Method method : word.methods()) {
        for (Tile tile : method.best()) {
          if (tile.image() >= gallery.size()) {
            throw new IllegalArgumentException(
                String.format(
                    "%s, %s: image %d is not in the gallery of %d",
                    word.name(), method.name(), tile.image(), gallery.size()));
          }
        }
      }
    }
  }

  /**
   * An image with its marks.
   *
   * @param image index of the image in its set
   * @param relevant whether it shows the concept
   * @param component index of the mixture component responsible for it, counted from 0, or {@link
   *     #NO_COMPONENT}
   */
  public record Tile(int image, boolean relevant, int component) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the index is negative, or the component below -1
     */
    public Tile {
      if (image < 0 || component < NO_COMPONENT) {
        throw new IllegalArgumentException(
            "image (" + image + ") must be at least 0, component (" + component + ") at least -1");
      }
    }
  }

  /**
   * How a method ranked the gallery for a word.
   *
   * @param name the method's name
   * @param averagePrecision of the whole ranking, in [0, 1]
   * @param best the images ranked highest, in order
   */
  public record Method(String name, double averagePrecision, List<Tile> best) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the average precision is outside [0, 1]
     */
    public Method {
      best = List.copyOf(best);
      if (!(averagePrecision >= 0 && averagePrecision <= 1)) {
        throw new IllegalArgumentException(
            name + ": average precision (" + averagePrecision + ") must be in [0, 1]");
      }
    }

    /**
     * Ranks the gallery.
     *
     * @param scores one score for each image of the gallery
     * @param relevant which images of the gallery show the concept
     * @param components the component responsible for each image, or of length 0
     * @throws IllegalArgumentException if the lengths differ, a score is NaN or no image is
     *     relevant
     */
    public static Method of(String name, double[] scores, boolean[] relevant, int[] components) {
      double averagePrecision = AveragePrecision.of(scores, relevant);
      int[] ranking = Ranking.byDescending(scores);
      int[] shown = IntStream.of(ranking).limit(SHOWN).toArray();
      return new Method(name, averagePrecision, tiles(name, shown, relevant, components));
    }
  }

  /**
   * A word.
   *
   * @param name the word
   * @param search the images that describe it
   * @param examples one tile for each search image, in order
   * @param relevantInGallery how many images of the gallery show it
   * @param methods how each method ranked the gallery, at least one; the last is the one that
   *     matters most, by which words are sorted
   */
  public record Word(
      String name,
      ImageSet search,
      List<Tile> examples,
      int relevantInGallery,
      List<Method> methods) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the tiles are not those of the search set, or there is no
     *     method
     */
    public Word {
      examples = List.copyOf(examples);
      methods = List.copyOf(methods);
      int[] images = examples.stream().mapToInt(Tile::image).toArray();
      if (!Arrays.equals(images, IntStream.range(0, search.size()).toArray())) {
        throw new IllegalArgumentException(
            name + ": " + images.length + " tiles are not those of " + search.size() + " images");
      }
      if (methods.isEmpty()) {
        throw new IllegalArgumentException(name + ": at least one method must rank the gallery");
      }
    }

    /**
     * A word whose search images are marked.
     *
     * @param searchRelevant which search images show the concept, or of length 0 if unknown: then
     *     none is marked as irrelevant
     * @param searchComponents the component each search image belongs to, or of length 0
     * @throws IllegalArgumentException if the lengths differ or there is no method
     */
    public static Word of(
        String name,
        ImageSet search,
        boolean[] searchRelevant,
        int[] searchComponents,
        int relevantInGallery,
        List<Method> methods) {
      boolean[] relevant = searchRelevant;
      if (relevant.length == 0) {
        relevant = new boolean[search.size()];
        Arrays.fill(relevant, true);
      }
      if (relevant.length != search.size()) {
        throw new IllegalArgumentException(
            String.format(
                "%s: %d relevance flags for %d search images",
                name, relevant.length, search.size()));
      }
      int[] all = IntStream.range(0, search.size()).toArray();
      return new Word(
          name, search, tiles(name, all, relevant, searchComponents), relevantInGallery, methods);
    }

    double averagePrecision() {
      return methods.get(methods.size() - 1).averagePrecision();
    }
  }

  private static List<Tile> tiles(String name, int[] images, boolean[] relevant, int[] components) {
    if (components.length != 0 && components.length != relevant.length) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d components for %d images", name, components.length, relevant.length));
    }
    var tiles = new ArrayList<Tile>(images.length);
    for (int image : images) {
      int component = components.length == 0 ? NO_COMPONENT : components[image];
      tiles.add(new Tile(image, relevant[image], component));
    }
    return tiles;
  }

  /** The page: one HTML document that loads nothing and runs no script. */
  public String html() {
    return new PageMarkup(this).html();
  }

  /**
   * Writes the page. Either the whole page is in place afterwards or the file is as it was.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, html());
  }
}
