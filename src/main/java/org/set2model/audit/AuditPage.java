package org.set2model.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.set2model.gradcheck.Verdict;

/** An audit as one HTML page that needs nothing from elsewhere, with its formulas in MathML. */
public final class AuditPage {

  /** Relative errors from the least to the greatest that the scale shows, as powers of ten. */
  private static final int LEAST = -17;

  private static final int GREATEST = -5;

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Gradient audit</title>
      <style>
      :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--card:#f5f6f8;--line:#dde1e6;
      --muted:#5b6571;--yes:#00805f;--no:#b3261e;--open:#8a5a00;--fill:#0a58a8}
      @media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--paper:#14171b;--card:#1d2127;
      --line:#31373f;--muted:#9aa4b0;--yes:#2cc295;--no:#ff8a80;--open:#f0b860;--fill:#82b8f2}}
      *{box-sizing:border-box}
      body{margin:0 auto;max-width:66rem;padding:1.5rem 1.25rem 4rem;background:var(--paper);
      color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      h1{font-size:2rem;line-height:1.2;margin:1rem 0 .75rem;letter-spacing:-.02em}
      h2{font-size:1.0625rem;line-height:1.35;margin:0}
      .part{font-size:1.5rem;margin:2.5rem 0 .75rem}
      header p{max-width:46rem;margin:.5rem 0}
      .note{color:var(--muted);font-size:.875rem}
      dl{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:1.5rem 0}
      dt{color:var(--muted);font-size:.8125rem}
      dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
      article{border-top:1px solid var(--line);padding:1.1rem 0;display:grid;gap:.35rem 2rem;
      grid-template-columns:minmax(0,1fr) 15rem;align-items:start}
      article>*{min-width:0}
      .formula{overflow:auto hidden;margin:.25rem 0;padding:.35rem 0}
      math{font-size:1.1rem;display:block;text-align:left}
      .source{color:var(--muted);font-size:.875rem;margin:0;overflow-wrap:anywhere}
      .figures{font-size:.875rem;font-variant-numeric:tabular-nums}
      .figures p{margin:0 0 .25rem;display:flex;justify-content:space-between;gap:1rem}
      .figures span{color:var(--muted)}
      .agree{color:var(--yes)}.disagree{color:var(--no)}.unresolved{color:var(--open)}
      .scale{position:relative;height:8px;border-radius:4px;background:var(--line);margin:.6rem 0 .2rem}
      .scale i{position:absolute;left:0;top:0;height:100%;border-radius:4px;background:var(--fill)}
      .ends{display:flex;justify-content:space-between;color:var(--muted);font-size:.75rem}
      pre{grid-column:1/-1;overflow-x:auto;background:var(--card);padding:.75rem;font-size:.8125rem;
      border-radius:5px;margin:.5rem 0 0}
      @media (max-width:44rem){article{grid-template-columns:minmax(0,1fr)}}
      </style>
      </head>
      <body>
      """;

  private AuditPage() {}

  /** The page. */
  public static String of(Audit audit) {
    var page = new StringBuilder(HEAD);
    page.append(
        """
        <header>
        <h1>Gradient audit</h1>
        <p>Every operation, layer, model and loss that carries a gradient, each held against
        derivatives of its own value: extrapolated differences that state their error. The
        tolerance follows from that error; there is no constant to choose. What is computed in
        blocks, by several threads, or by updates that have no derivative is held against a plain
        form of itself as well.</p>
        <dl>
        <div><dt>verdict</dt><dd class="%s">%s</dd></div>
        <div><dt>functions</dt><dd>%d</dd></div>
        <div><dt>cases</dt><dd>%d</dd></div>
        <div><dt>replaced</dt><dd>%d</dd></div>
        <div><dt>plain forms</dt><dd>%d</dd></div>
        <div><dt>seed</dt><dd>%d</dd></div>
        </dl>
        <p class="note">A derivative is verified when a relative error larger than the one given is
        excluded, of the derivative's own size. Some are verified relative to larger ones only,
        because the rounding of the value hides them. At a kink any derivative between the slopes
        of the two sides is right. A check that leaves a derivative open is retried with other
        weights of the outputs, and if that does not help its case is replaced by another. The bar
        shows the error on a logarithmic scale.</p>
        </header>
        <main>
        """
            .formatted(
                style(audit.verdict()),
                audit.verdict(),
                audit.entries().size(),
                audit.cases(),
                audit.replaced(),
                audit.plainEntries().size(),
                audit.seed()));
    for (EntryResult result : audit.entries()) {
      append(page, result);
    }
    page.append("</main>\n<h2 class=\"part\">Against plain forms</h2>\n<section>\n");
    for (PlainResult result : audit.plainEntries()) {
      append(page, result);
    }
    return page.append("</section>\n</body>\n</html>\n").toString();
  }

  private static void append(StringBuilder page, EntryResult result) {
    Entry entry = result.entry();
    append(
        page,
        entry.name(),
        entry.formula(),
        entry.source() + " · domain: " + entry.domain(),
        result.verdict(),
        result.cases() + " cases",
        result.verifiedError(),
        figures(
            "verified", result.strict(),
            "error at most", AuditTable.number(result.verifiedError()),
            "relative to larger ones", result.relative(),
            "kinks", result.kinks(),
            "zeros", result.zeros(),
            "retries", result.retries(),
            "cases replaced", result.replaced()),
        result.failure());
  }

  private static void append(StringBuilder page, PlainResult result) {
    PlainEntry entry = result.entry();
    append(
        page,
        entry.name(),
        entry.formula(),
        entry.source()
            + " · "
            + entry.cases().stream().map(PlainCase::name).collect(Collectors.joining("; ")),
        result.verdict(),
        entry.cases().size() + " cases",
        result.worstError(),
        figures(
            "numbers", result.numbers(), "error at most", AuditTable.number(result.worstError())),
        result.failure());
  }

  private static void append(
      StringBuilder page,
      String name,
      Formula formula,
      String source,
      Verdict verdict,
      String cases,
      double error,
      String figures,
      Optional<String> failure) {
    page.append(
        """
        <article>
        <div>
        <h2>%s</h2>
        <div class="formula">%s</div>
        <p class="source">%s</p>
        </div>
        <div class="figures">
        <p><b class="%s">%s</b><span>%s</span></p>
        %s<div class="scale" aria-hidden="true"><i style="width:%s"></i></div>
        <div class="ends" aria-hidden="true"><span>1e%d</span><span>1e%d</span></div>
        </div>
        """
            .formatted(
                escaped(name),
                formula.mathMl(),
                escaped(source),
                style(verdict),
                verdict,
                cases,
                figures,
                share(error),
                LEAST,
                GREATEST));
    failure.ifPresent(text -> page.append("<pre>").append(escaped(text)).append("</pre>\n"));
    page.append("</article>\n");
  }

  /** Names and figures in turn; figures of 0 are left out. */
  private static String figures(Object... namesAndFigures) {
    var figures = new StringBuilder();
    for (int i = 0; i < namesAndFigures.length; i += 2) {
      String figure = namesAndFigures[i + 1].toString();
      if (!figure.equals("0")) {
        figures.append("<p><span>%s</span>%s</p>\n".formatted(namesAndFigures[i], figure));
      }
    }
    return figures.toString();
  }

  private static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String share(double error) {
    double place = error > 0 ? (Math.log10(error) - LEAST) / (GREATEST - LEAST) : 0;
    return String.format(Locale.ROOT, "%.1f%%", 100 * Math.min(1, Math.max(0, place)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
