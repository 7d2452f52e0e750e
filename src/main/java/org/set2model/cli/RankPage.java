package org.set2model.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.concept.Concept;
import org.set2model.concept.ConceptModel;
import org.set2model.concept.Outliers;
import org.set2model.data.ImageFiles;
import org.set2model.data.ImageFolder;
import org.set2model.image.InputFormat;
import org.set2model.kernel.Workers;
import org.set2model.report.ConceptPage;
import org.set2model.report.ConceptPage.Component;
import org.set2model.report.ConceptPage.Example;
import org.set2model.report.ConceptPage.Ranked;
import org.set2model.report.ConceptPage.Unreadable;
import org.set2model.scoring.Ranking;

/**
 * Turns what {@code rank} finds into its page. Images are read again for it, those that it shows
 * alone, in a resolution for people.
 */
final class RankPage {

  private static final int SHOWN = 200;
  private static final int MOST_COMPONENTS = 30;
  private static final int MEMBERS = 20;
  private static final int SIDE = 64;

  private final ImageFiles examples;
  private final ConceptModel model;
  private final Outliers outliers;
  private final RankedGallery ranked;

  /** For each example, likelihood and component by the model that has seen it. */
  private final double[] scores;

  private final int[] components;

  /** The examples that are shown, and where they are on their sheet. */
  private final Map<Integer, Integer> places = new LinkedHashMap<>();

  RankPage(ImageFiles examples, Concept concept, Outliers outliers, RankedGallery ranked) {
    DMatrixRMaj descriptors = concept.examples();
    this.examples = examples;
    this.model = concept.model();
    this.outliers = outliers;
    this.ranked = ranked;
    scores = model.scores(descriptors);
    components = model.responsible(descriptors);
  }

  /**
   * The page.
   *
   * @param name of the concept
   * @param top how many images of the gallery to show, at most
   * @param format of the network's images
   */
  ConceptPage page(
      String name,
      List<ConceptPage.Fact> facts,
      int top,
      ImageFolder concept,
      ImageFolder gallery,
      InputFormat format,
      Workers workers) {
    int[] best = Arrays.stream(ranked.order()).limit(Math.min(top, SHOWN)).toArray();
    ConceptPage.Concept set = concept();
    List<Component> shownComponents = model.isKernelDensity() ? List.of() : shownComponents();
    List<Ranked> ranking = ranking(best);
    var fine = new InputFormat(SIDE, format.channels(), format.polarity());
    List<String> shown = places.keySet().stream().map(examples.names()::get).toList();
    List<String> bestNames = Arrays.stream(best).mapToObj(ranked.names()::get).toList();
    return new ConceptPage(
        "Images like those of " + name,
        introduction(),
        facts,
        model.scoreName(),
        concept.readAgain(shown, fine, workers),
        set,
        shownComponents,
        gallery.readAgain(bestNames, fine, workers),
        ranking,
        ranked.scores(),
        List.of(
            new Unreadable("concept", examples.skipped()),
            new Unreadable("gallery", ranked.skipped())));
  }

  private String introduction() {
    String model =
        switch (this.model.components()) {
          case 0 ->
              "Each image of the gallery is ranked by how like it is to "
                  + (this.model.name().equals("AVG") ? "their mean." : "the nearest of them.");
          case 1 -> fitted("a Gaussian");
          default ->
              fitted(
                  this.model.isKernelDensity()
                      ? "a kernel density, with a kernel on each,"
                      : "a mixture of " + this.model.components() + " Gaussians");
        };
    return "All that is known of the concept are its example images. A small network turns each"
        + " into a short list of numbers, its descriptor. "
        + model;
  }

  private String fitted(String density) {
    return "To the descriptors of the examples "
        + density
        + " was fitted, and the gallery is ranked by how likely its images are under it"
        + (model.hasBackground() ? ", compared with images in general." : ".");
  }

  private ConceptPage.Concept concept() {
    int[] order = Ranking.byDescending(outliers.scores());
    int fitting = order.length - outliers.count();
    List<Example> worst =
        IntStream.range(fitting, order.length)
            .map(i -> order[order.length - 1 - (i - fitting)])
            .limit(SHOWN)
            .mapToObj(this::example)
            .toList();
    List<Example> best =
        Arrays.stream(order).limit(Math.min(fitting, SHOWN)).mapToObj(this::example).toList();
    return new ConceptPage.Concept(best, worst, outliers.scores(), outliers.limit());
  }

  private Example example(int index) {
    return new Example(
        place(index),
        examples.names().get(index),
        outliers.scores()[index],
        model.isKernelDensity() ? ConceptModel.NONE : components[index]);
  }

  private int place(int example) {
    places.putIfAbsent(example, places.size());
    return places.get(example);
  }

  /** The heaviest components, each with the examples it is responsible for, likely ones first. */
  private List<Component> shownComponents() {
    List<Component> shown = new ArrayList<>();
    for (int k = 0; k < Math.min(model.components(), MOST_COMPONENTS); k++) {
      int number = k;
      int[] members =
          Arrays.stream(Ranking.byDescending(scores))
              .filter(n -> components[n] == number)
              .toArray();
      List<Example> typical =
          Arrays.stream(members).limit(MEMBERS).mapToObj(this::example).toList();
      shown.add(new Component(k, model.weight(k), members.length, typical));
    }
    return shown;
  }

  private List<Ranked> ranking(int[] best) {
    List<Ranked> ranking = new ArrayList<>();
    for (int i = 0; i < best.length; i++) {
      int image = best[i];
      int component = ranked.components()[image];
      boolean hasNearest = model.isKernelDensity();
      ranking.add(
          new Ranked(
              i,
              ranked.names().get(image),
              ranked.scores()[image],
              component,
              hasNearest ? place(component) : ConceptModel.NONE,
              hasNearest ? examples.names().get(component) : ""));
    }
    return ranking;
  }
}
