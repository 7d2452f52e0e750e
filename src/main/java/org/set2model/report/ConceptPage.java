package org.set2model.report;

import java.util.ArrayList;
import java.util.List;
import org.set2model.concept.ConceptModel;
import org.set2model.data.SkippedFile;
import org.set2model.image.ImageSet;

/**
 * The content of a page that shows what was learned from one set of images, and a gallery ranked by
 * it.
 *
 * @param title heading of the page
 * @param introduction a paragraph for a reader who knows nothing of the matter
 * @param facts what was read and how
 * @param scoreName what a score is called: log-likelihood, or score
 * @param exampleImages the images that an {@link Example} may refer to
 * @param concept the examples
 * @param components of the model, the heaviest first; empty if it has none to tell apart
 * @param galleryImages the images that {@code ranking} refers to
 * @param ranking the best images of the gallery, in order, each with its rank from 1
 * @param galleryScores of all images of the gallery, finite
 * @param unreadable lists of files that could not be read
 */
public record ConceptPage(
    String title,
    String introduction,
    List<Fact> facts,
    String scoreName,
    ImageSet exampleImages,
    Concept concept,
    List<Component> components,
    ImageSet galleryImages,
    List<Ranked> ranking,
    double[] galleryScores,
    List<Unreadable> unreadable) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if an image is not in its set, or nothing is ranked
   */
  public ConceptPage {
    facts = List.copyOf(facts);
    components = List.copyOf(components);
    ranking = List.copyOf(ranking);
    galleryScores = galleryScores.clone();
    unreadable = List.copyOf(unreadable);
    if (ranking.isEmpty() || galleryScores.length < ranking.size()) {
      throw new IllegalArgumentException(
          ranking.size()
              + " ranked images need at least one, and not more than "
              + galleryScores.length
              + " scores");
    }
    List<Example> examples = new ArrayList<>(concept.fitting());
    examples.addAll(concept.outliers());
    components.forEach(component -> examples.addAll(component.members()));
    for (Example example : examples) {
      requireImage(example.image(), exampleImages, example.name());
    }
    for (Ranked ranked : ranking) {
      requireImage(ranked.image(), galleryImages, ranked.name());
      if (ranked.nearest() != ConceptModel.NONE) {
        requireImage(ranked.nearest(), exampleImages, ranked.name());
      }
    }
  }

  private static void requireImage(int image, ImageSet images, String name) {
    if (!(image >= 0 && image < images.size())) {
      throw new IllegalArgumentException(
          name + ": image " + image + " is not among the " + images.size() + " of its set");
    }
  }

  /** A line of what was read and how. */
  public record Fact(String name, String value) {}

  /**
   * The examples that a concept was learned from.
   *
   * @param fitting those that fit in and are to be shown, the best first
   * @param outliers those that do not and are to be shown, the worst first
   * @param scores of all examples, each scored by what is learned without it; finite
   * @param limit the score below which an example is an outlier; may be negative infinity
   */
  public record Concept(
      List<Example> fitting, List<Example> outliers, double[] scores, double limit) {

    /** Copies lists and scores. */
    public Concept {
      fitting = List.copyOf(fitting);
      outliers = List.copyOf(outliers);
      scores = scores.clone();
    }

    int allOutliers() {
      int count = 0;
      for (double score : scores) {
        count += score < limit ? 1 : 0;
      }
      return count;
    }
  }

  /**
   * An example.
   *
   * @param image its index in the images of the examples
   * @param name of its file
   * @param score by what is learned without it
   * @param component the one responsible for it, counted from 0, or {@link ConceptModel#NONE}
   */
  public record Example(int image, String name, double score, int component) {}

  /**
   * A component of the model.
   *
   * @param number counted from 0
   * @param weight in [0, 1]
   * @param examples for how many examples it is responsible
   * @param members some of them, the most likely first
   */
  public record Component(int number, double weight, int examples, List<Example> members) {

    /** Copies the list. */
    public Component {
      members = List.copyOf(members);
    }
  }

  /**
   * An image of the gallery.
   *
   * @param image its index in the images of the gallery
   * @param name of its file
   * @param score by the model
   * @param component the one responsible for it, counted from 0, or {@link ConceptModel#NONE}
   * @param nearest index, in the images of the examples, of the example that is nearest, to be
   *     shown beside it, or {@link ConceptModel#NONE}
   * @param nearestName of its file; empty if there is none
   */
  public record Ranked(
      int image, String name, double score, int component, int nearest, String nearestName) {}

  /**
   * Files that were left out.
   *
   * @param where they are: the concept or the gallery
   */
  public record Unreadable(String where, List<SkippedFile> files) {

    /** Copies the list. */
    public Unreadable {
      files = List.copyOf(files);
    }
  }

  /** The page: one HTML document that loads nothing and runs no script. */
  public String html() {
    return new ConceptMarkup(this).html();
  }
}
