package org.set2model.report;

import java.util.List;
import java.util.Locale;
import org.set2model.concept.ConceptModel;
import org.set2model.data.SkippedFile;
import org.set2model.io.Html;
import org.set2model.report.ConceptPage.Component;
import org.set2model.report.ConceptPage.Concept;
import org.set2model.report.ConceptPage.Example;
import org.set2model.report.ConceptPage.Fact;
import org.set2model.report.ConceptPage.Ranked;
import org.set2model.report.ConceptPage.Unreadable;

/**
 * Turns a {@link ConceptPage} into HTML. Tiles are those of {@link PageMarkup}: {@code g17} is
 * where an image stands on its sprite sheet, {@code n} an outlier, {@code c0} a component.
 */
final class ConceptMarkup {

  private final ConceptPage page;
  private final StringBuilder html = new StringBuilder();

  ConceptMarkup(ConceptPage page) {
    this.page = page;
  }

  String html() {
    html.append(Html.head(page.title(), styles()));
    html.append("<body>\n<header>\n");
    element("h1", page.title());
    element("p", page.introduction());
    facts();
    html.append("</header>\n<main>\n");
    concept();
    components();
    gallery();
    html.append("</main>\n");
    unreadable();
    return html.append("</body>\n</html>\n").toString();
  }

  private String styles() {
    var styles = new StringBuilder(Stylesheet.RULES);
    styles.append(Stylesheet.sheets(page.exampleImages().side())).append(Stylesheet.CONCEPT);
    // the examples come last, for they are shown inside the ranking too
    styles.append(Stylesheet.sheet(".ranked", page.galleryImages()));
    styles.append(Stylesheet.sheet(".examples", page.exampleImages()));
    int places = Math.max(page.galleryImages().size(), page.exampleImages().size());
    for (int image = 0; image < places; image++) {
      styles.append(Stylesheet.place(image));
    }
    return styles.toString();
  }

  private void facts() {
    html.append("<dl class=\"facts\">\n");
    for (Fact fact : page.facts()) {
      html.append("<dt>").append(Html.escape(fact.name())).append("</dt><dd>");
      html.append(Html.escape(fact.value())).append("</dd>\n");
    }
    html.append("</dl>\n");
  }

  private void concept() {
    Concept concept = page.concept();
    int outliers = concept.allOutliers();
    html.append("<section>\n<h2>The examples</h2>\n");
    html.append(new ScoreChart(concept, page.galleryScores()).svg());
    html.append("<p class=\"note\">Each example is scored by what is learned from the others ");
    html.append("without it. Left of the dashed line, at ").append(decimal(concept.limit()));
    html.append(", is an outlier: it is two standard deviations below the median, estimated ");
    html.append("robustly. Bars count images of the gallery, on a logarithmic scale; the lowest ");
    html.append("bar gathers all that score less.</p>\n");
    group("Fit in", concept.scores().length - outliers, "the best first", concept.fitting(), false);
    if (outliers > 0) {
      group("Outliers", outliers, "the worst first", concept.outliers(), true);
    }
    html.append("</section>\n");
  }

  private void group(
      String name, int count, String order, List<Example> examples, boolean outliers) {
    html.append("<div class=\"row\"><div class=\"label\"><b>").append(name).append("</b><span>");
    html.append(count)
        .append(" of ")
        .append(page.concept().scores().length)
        .append("</span><span>");
    html.append(count > examples.size() ? examples.size() + " shown, " : "").append(order);
    html.append("</span></div>\n");
    tiles(examples, outliers);
    html.append("</div>\n");
  }

  private void tiles(List<Example> examples, boolean outliers) {
    html.append("<div class=\"tiles search examples\">");
    for (Example example : examples) {
      String title =
          example.name()
              + ", "
              + page.scoreName()
              + " "
              + decimal(example.score())
              + " if left out";
      tile(example.image(), outliers ? " n" : "", example.component(), title);
    }
    html.append("</div>\n");
  }

  private void tile(int image, String mark, int component, String title) {
    html.append("<i class=\"g").append(image).append(mark).append(Stylesheet.color(component));
    html.append("\" title=\"").append(Html.escape(title)).append("\"></i>");
  }

  private void components() {
    if (page.components().isEmpty()) {
      return;
    }
    html.append("<section>\n<h2>Components</h2>\n<p class=\"note\">What the model took to be one ");
    html.append(
        "look of the concept each, with the examples that are most typical of it. The bar ");
    html.append("under an image has the color of the component responsible for it.</p>\n");
    for (Component component : page.components()) {
      html.append("<div class=\"row\"><div class=\"label\">").append(badge(component.number()));
      html.append(" <b>").append(Html.percent(component.weight())).append("</b><span>");
      html.append(component.examples())
          .append(component.examples() == 1 ? " example" : " examples");
      html.append("</span><span class=\"share\" style=\"--share:");
      html.append(Html.percent(component.weight())).append("\"></span></div>\n");
      tiles(component.members(), false);
      html.append("</div>\n");
    }
    html.append("</section>\n");
  }

  private static String badge(int component) {
    return "<span class=\"badge"
        + Stylesheet.color(component)
        + "\">"
        + (component + 1)
        + "</span>";
  }

  private void gallery() {
    double limit = page.concept().limit();
    int total = page.galleryScores().length;
    int shown = page.ranking().size();
    html.append("<section>\n<h2>The gallery, ranked</h2>\n<p class=\"note\">");
    html.append(shown < total ? "The best " + shown + " of " + total : total + "");
    html.append(total == 1 ? " image" : " images").append(", with the ");
    html.append(Html.escape(page.scoreName())).append(" of each. ");
    if (page.ranking().stream().anyMatch(ranked -> ranked.nearest() != ConceptModel.NONE)) {
      html.append("In the corner: the example that is nearest. ");
    }
    html.append("</p>\n<ol class=\"tiles ranked\">\n");
    for (int i = 0; i < shown; i++) {
      Ranked ranked = page.ranking().get(i);
      boolean falls =
          ranked.score() < limit && !(i > 0 && page.ranking().get(i - 1).score() < limit);
      if (falls) {
        html.append("<li class=\"limit\">From here on below ").append(decimal(limit));
        html.append(": as an example, each of these would be an outlier</li>\n");
      }
      ranked(i + 1, ranked);
    }
    html.append("</ol>\n</section>\n");
  }

  private void ranked(int rank, Ranked ranked) {
    html.append("<li>");
    tile(ranked.image(), "", color(ranked), ranked.name());
    if (ranked.nearest() != ConceptModel.NONE) {
      html.append("<span class=\"tiles examples near\">");
      tile(
          ranked.nearest(),
          "",
          ConceptModel.NONE,
          "nearest example, number " + (ranked.component() + 1) + ": " + ranked.nearestName());
      html.append("</span>");
    }
    html.append("<b>").append(rank).append("</b> ");
    if (color(ranked) != ConceptModel.NONE) {
      html.append(badge(ranked.component())).append(' ');
    }
    html.append("<span class=\"score\">").append(decimal(ranked.score())).append("</span>");
    html.append("<span class=\"name\">").append(shortName(ranked.name())).append("</span></li>\n");
  }

  /** The file and its folder, which a narrow column may break between the two. */
  private static String shortName(String name) {
    int file = name.lastIndexOf('/') + 1;
    int folder = file == 0 ? 0 : name.lastIndexOf('/', file - 2) + 1;
    return Html.escape(name.substring(folder, file))
        + (file == 0 ? "" : "<wbr/>")
        + Html.escape(name.substring(file));
  }

  /** Components are shown by color where they are told apart. */
  private int color(Ranked ranked) {
    return page.components().isEmpty() ? ConceptModel.NONE : ranked.component();
  }

  private void unreadable() {
    html.append("<footer>\n");
    for (Unreadable files : page.unreadable()) {
      int count = files.files().size();
      if (count == 0) {
        continue;
      }
      html.append("<details>\n<summary>").append(count).append(count == 1 ? " file" : " files");
      html.append(" of the ").append(Html.escape(files.where()));
      html.append(" could not be read</summary>\n<ul>\n");
      for (SkippedFile file : files.files()) {
        element("li", file.toString());
      }
      html.append("</ul>\n</details>\n");
    }
    html.append("<p>Images are shown as the network takes them, as ink on a ground, but in finer ");
    html.append("resolution.</p>\n</footer>\n");
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
  }

  private void element(String name, String text) {
    html.append('<').append(name).append('>').append(Html.escape(text));
    html.append("</").append(name).append(">\n");
  }
}
