package org.set2model.audit;

import java.util.List;
import java.util.Locale;
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
    List<Audit.Result> results = audit.operations();
    var page = new StringBuilder(HEAD);
    page.append(
        """
        <header>
        <h1>Gradient audit</h1>
        <p>Every operation, layer, model and loss that carries a gradient, each held against
        derivatives of its own value: extrapolated differences that state their error. The
        tolerance follows from that error; there is no constant to choose.</p>
        <dl>
        <div><dt>verdict</dt><dd class="%s">%s</dd></div>
        <div><dt>functions</dt><dd>%d</dd></div>
        <div><dt>cases</dt><dd>%d</dd></div>
        <div><dt>worst relative error</dt><dd>%s</dd></div>
        <div><dt>seed</dt><dd>%d</dd></div>
        </dl>
        <p class="note">The worst relative error is the largest difference between a derivative as
        the code computes it and as differences do, over all entries of all gradients. Its
        uncertainty is that of the differences: where it is the larger of the two, the gradient is
        likely to be better than could be seen. The bar shows the error on a logarithmic scale.</p>
        </header>
        <main>
        """
            .formatted(
                style(audit.verdict()),
                audit.verdict(),
                results.size(),
                results.stream().mapToInt(Audit.Result::cases).sum(),
                number(
                    results.stream().mapToDouble(Audit.Result::worstRelativeError).max().orElse(0)),
                audit.seed()));
    for (Audit.Result result : results) {
      append(page, result);
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void append(StringBuilder page, Audit.Result result) {
    Entry entry = result.entry();
    page.append(
        """
        <article>
        <div>
        <h2>%s</h2>
        <div class="formula">%s</div>
        <p class="source">%s · domain: %s</p>
        </div>
        <div class="figures">
        <p><b class="%s">%s</b><span>%s</span></p>
        <p><span>worst relative error</span>%s</p>
        <p><span>its uncertainty</span>%s</p>
        <div class="scale" aria-hidden="true"><i style="width:%s"></i></div>
        <div class="ends" aria-hidden="true"><span>1e%d</span><span>1e%d</span></div>
        </div>
        """
            .formatted(
                escaped(entry.name()),
                entry.formula().mathMl(),
                escaped(entry.source()),
                escaped(entry.domain()),
                style(result.verdict()),
                result.verdict(),
                cases(result),
                number(result.worstRelativeError()),
                number(result.uncertainty()),
                share(result.worstRelativeError()),
                LEAST,
                GREATEST));
    result
        .failure()
        .ifPresent(text -> page.append("<pre>").append(escaped(text)).append("</pre>\n"));
    page.append("</article>\n");
  }

  private static String cases(Audit.Result result) {
    String all = result.cases() + " cases";
    return result.replaced() == 0 ? all : all + ", " + result.replaced() + " of them replaced";
  }

  private static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  private static String share(double error) {
    double place = error > 0 ? (Math.log10(error) - LEAST) / (GREATEST - LEAST) : 0;
    return String.format(Locale.ROOT, "%.1f%%", 100 * Math.min(1, Math.max(0, place)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
