package org.set2model.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.set2model.io.Html;
import org.set2model.report.RankingPage.Method;
import org.set2model.report.RankingPage.Tile;
import org.set2model.report.RankingPage.Word;

/**
 * Turns a {@link RankingPage} into HTML.
 *
 * <p>A tile is a single empty element whose classes say all: {@code g17} where its image stands on
 * a sprite sheet, {@code y} that it is relevant, {@code c0} its component. Words are sorted by the
 * average precision of their last method, the best first.
 */
final class PageMarkup {

  private final RankingPage page;
  private final List<Word> words;
  private final StringBuilder html = new StringBuilder();

  PageMarkup(RankingPage page) {
    this.page = page;
    words = new ArrayList<>(page.words());
    words.sort(
        Comparator.comparingDouble(Word::averagePrecision).reversed().thenComparing(Word::name));
  }

  String html() {
    html.append(Html.head(page.title(), styles()));
    html.append("<body>\n<header>\n");
    element("h1", page.title());
    element("p", page.introduction());
    html.append("</header>\n<main>\n");
    results();
    legend();
    index();
    for (int i = 0; i < words.size(); i++) {
      word(i);
    }
    html.append("</main>\n<footer>\n");
    element("p", page.credits());
    return html.append("</footer>\n</body>\n</html>\n").toString();
  }

  private String styles() {
    var styles = new StringBuilder(Stylesheet.RULES);
    styles.append(Stylesheet.sheets(page.gallery().side()));
    styles.append(Stylesheet.sheet(".gallery", page.gallery()));
    for (int i = 0; i < words.size(); i++) {
      styles.append(Stylesheet.sheet("#search" + i, words.get(i).search()));
    }
    BitSet used = new BitSet();
    tiles().forEach(tile -> used.set(tile.image()));
    used.stream().forEach(image -> styles.append(Stylesheet.place(image)));
    return styles.toString();
  }

  private Stream<Tile> tiles() {
    return words.stream()
        .flatMap(
            word ->
                Stream.concat(
                    word.examples().stream(),
                    word.methods().stream().flatMap(method -> method.best().stream())));
  }

  private void results() {
    html.append("<section>\n<h2>Mean average precision</h2>\n<div class=\"scroll\">\n");
    html.append(page.results().html());
    html.append(
        """
        </div>
        <p class="note">Average precision is 1 when every relevant image is ranked above every other \
        one. In brackets, and as a bar from 0 to 1: the 95 % bootstrap interval over the words. The \
        highest mean is marked.</p>
        </section>
        """);
  }

  private void legend() {
    html.append(
        """
        <section>
        <h2>How to read the pictures</h2>
        <ul class="legend">
        <li><i class="swatch y"></i> relevant image of the gallery</li>
        <li><i class="swatch n"></i> irrelevant image, there or in the search result</li>
        """);
    int components = 1 + tiles().mapToInt(Tile::component).max().orElse(RankingPage.NO_COMPONENT);
    for (int component = 0; component < Math.min(components, Stylesheet.COLORS); component++) {
      html.append("<li><i class=\"swatch c").append(component).append("\"></i> component ");
      html.append(component + 1).append("</li>\n");
    }
    if (components > Stylesheet.COLORS) {
      html.append("<li><i class=\"swatch cx\"></i> a further component</li>\n");
    }
    html.append("</ul>\n");
    if (components > 0) {
      html.append(
          """
          <p class="note">The bar under an image has the color of the mixture component that is \
          responsible for it: what the model took to be one meaning of the word. Methods without \
          components have no bars.</p>
          """);
    }
    html.append("</section>\n");
  }

  private void index() {
    html.append("<section id=\"words\">\n<h2>Words</h2>\n<p class=\"note\">Sorted by the average ");
    html.append("precision of ").append(Html.escape(principal())).append(".</p>\n");
    html.append("<ol class=\"index\">\n");
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      html.append("<li><a href=\"#word").append(i).append("\" style=\"--share:");
      html.append(Html.percent(word.averagePrecision())).append("\"><span>");
      html.append(Html.escape(word.name())).append("</span> <b>");
      html.append(decimal(word.averagePrecision())).append("</b></a></li>\n");
    }
    html.append("</ol>\n</section>\n");
  }

  private String principal() {
    List<Method> methods = words.get(0).methods();
    return methods.get(methods.size() - 1).name();
  }

  private void word(int i) {
    Word word = words.get(i);
    html.append("<section class=\"word\" id=\"word").append(i).append("\">\n");
    element("h2", word.name());
    html.append("<div class=\"row\"><div class=\"label\"><b>Search result</b><span>");
    html.append(relevant(word.examples())).append(" of ").append(word.examples().size());
    html.append(" relevant</span></div>\n");
    tiles("tiles search", "search" + i, word.examples());
    html.append("</div>\n<p class=\"note\">Ranked by it: the best of ");
    html.append(page.gallery().size()).append(" gallery images, of which ");
    html.append(word.relevantInGallery()).append(" are relevant.</p>\n");
    for (Method method : word.methods()) {
      html.append("<div class=\"row\"><div class=\"label\"><b>").append(Html.escape(method.name()));
      html.append("</b><span>AP ").append(decimal(method.averagePrecision()));
      html.append("</span></div>\n");
      tiles("tiles gallery", null, method.best());
      html.append("</div>\n");
    }
    html.append("<p class=\"back\"><a href=\"#words\">All words</a></p>\n</section>\n");
  }

  private void tiles(String classes, String id, List<Tile> tiles) {
    html.append("<div class=\"").append(classes).append('"');
    if (id != null) {
      html.append(" id=\"").append(id).append('"');
    }
    html.append(" role=\"img\" aria-label=\"").append(relevant(tiles)).append(" of ");
    html.append(tiles.size()).append(" images are relevant\">");
    for (Tile tile : tiles) {
      html.append("<i class=\"g").append(tile.image()).append(tile.relevant() ? " y" : " n");
      html.append(Stylesheet.color(tile.component())).append("\"></i>");
    }
    html.append("</div>\n");
  }

  private static long relevant(List<Tile> tiles) {
    return tiles.stream().filter(Tile::relevant).count();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private void element(String name, String text) {
    html.append('<').append(name).append('>').append(Html.escape(text));
    html.append("</").append(name).append(">\n");
  }
}
