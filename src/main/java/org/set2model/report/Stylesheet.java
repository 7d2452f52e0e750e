package org.set2model.report;

import org.set2model.image.ImageSet;

/** The look of the pages with images, in light and in dark, on a desk and on a phone. */
final class Stylesheet {

  /** The number of components that have a color of their own. */
  static final int COLORS = 6;

  /**
   * Rules that do not depend on the content. The colors of components are those of Okabe and Ito's
   * palette for the color-blind, without its green, which stands for relevance together with a
   * tick.
   */
  static final String RULES =
      """
      :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--card:#f5f6f8;--line:#dde1e6;
      --muted:#5b6571;--link:#0a58a8;--yes:#00805f;--fill:#d7e8f8;--invert:0}
      @media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--paper:#14171b;--card:#1d2127;
      --line:#31373f;--muted:#9aa4b0;--link:#82b8f2;--yes:#2cc295;--fill:#1d3d5c;--invert:1}}
      *{box-sizing:border-box}
      html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
      body{margin:0 auto;max-width:66rem;padding:1.5rem 1.25rem 4rem;background:var(--paper);
      color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      h1{font-size:2rem;line-height:1.2;margin:1rem 0 .75rem;letter-spacing:-.02em}
      h2{font-size:1.25rem;line-height:1.3;margin:0 0 .75rem}
      header p{max-width:46rem;margin:0}
      section{margin-top:2.5rem}
      a{color:var(--link);text-decoration:none}
      a:hover{text-decoration:underline}
      .note,.back,footer{color:var(--muted);font-size:.875rem;max-width:46rem;margin:.5rem 0}
      footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.5rem}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      th,td{padding:.5rem 1rem .6rem;border-bottom:1px solid var(--line);text-align:left;
      white-space:nowrap}
      thead th{color:var(--muted);font-weight:600;font-size:.875rem;vertical-align:bottom}
      th:first-child,td:first-child{padding-left:.25rem}
      td small{color:var(--muted)}
      td b{font-weight:600}
      .none{color:var(--muted)}
      .best{background:var(--fill)}
      .interval{display:block;position:relative;height:4px;margin-top:.3rem;border-radius:2px;
      min-width:8rem;background:var(--line)}
      .interval::before,.interval::after{content:"";position:absolute;top:0;height:100%}
      .interval::before{left:var(--low);right:calc(100% - var(--high));min-width:2px;
      background:var(--link);opacity:.6;border-radius:2px}
      .interval::after{left:calc(var(--mean) - 1px);width:2px;top:-2px;height:8px;
      background:var(--ink)}
      .legend{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;list-style:none;margin:0;padding:0}
      .legend li{display:flex;font-size:.9375rem;align-items:center;gap:.5rem}
      .index{list-style:none;margin:0;padding:0;display:grid;gap:.3rem .6rem;
      grid-template-columns:repeat(auto-fill,minmax(10.25rem,1fr))}
      .index a{display:flex;font-size:.9375rem;justify-content:space-between;gap:.5rem;padding:.2rem .5rem;
      border-radius:5px;color:inherit;font-variant-numeric:tabular-nums;
      background:linear-gradient(90deg,var(--fill) var(--share),var(--card) var(--share))}
      .index span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
      .index b{font-weight:500;color:var(--muted)}
      .word{border-top:1px solid var(--line);padding-top:1.5rem;scroll-margin-top:0}
      .row{display:grid;grid-template-columns:8rem 1fr;gap:.25rem .5rem;margin:.6rem 0}
      .label{font-size:.9rem;line-height:1.35;overflow-wrap:anywhere}
      .label span{display:block;white-space:nowrap;font-size:.8125rem;color:var(--muted);font-variant-numeric:tabular-nums}
      .tiles{display:flex;flex-wrap:wrap;gap:var(--gap);align-content:flex-start}
      .tiles i,.swatch{position:relative;display:block;border-radius:5px;
      padding:var(--pad) var(--pad) calc(var(--pad) + 5px);background:linear-gradient(
      var(--c,transparent),var(--c,transparent)) bottom/100% 5px no-repeat var(--card)}
      .tiles i::before{content:"";display:block;width:var(--t);height:var(--t);
      background-repeat:no-repeat;filter:invert(var(--invert))}
      .tiles .n::before{opacity:.35}
      .search i{background-color:transparent;outline:1px solid var(--line);outline-offset:-1px}
      .search .n{outline-style:dashed}
      .gallery .y,.swatch.y{box-shadow:0 0 0 2px var(--yes)}
      .gallery .y::after,.swatch.y::after{content:"\\2713";position:absolute;top:-5px;right:-5px;
      width:14px;height:14px;border-radius:7px;background:var(--yes);color:var(--paper);
      font:700 10px/14px system-ui,sans-serif;text-align:center}
      .swatch{width:1.75rem;height:1.75rem;padding:0;flex:none}
      .swatch.n{box-shadow:inset 0 0 0 1px var(--line)}
      .swatch.n::before{content:"";position:absolute;inset:.5rem;border-radius:50%;
      background:var(--ink);opacity:.3}
      .swatch.y::before{content:"";position:absolute;inset:.5rem;border-radius:50%;
      background:var(--ink)}
      .c0{--c:#0072b2}.c1{--c:#e69f00}.c2{--c:#cc79a7}.c3{--c:#56b4e9}.c4{--c:#d55e00}
      .c5{--c:#f0e442}.cx{--c:#888}
      """;

  /** What the page of one concept adds. */
  static final String CONCEPT =
      """
      .facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:1rem 0 0;
      font-size:.875rem}
      .facts dt{color:var(--muted)}
      .facts dd{margin:0;overflow-wrap:anywhere}
      .chart{display:block;width:100%;height:auto;overflow:visible;font-size:12px;fill:var(--muted)}
      @media (max-width:44rem){.chart{font-size:20px}}
      .chart .bars{fill:var(--link);opacity:.55}
      .chart path{fill:none;stroke:var(--line)}
      .chart .ticks path{stroke:var(--ink);stroke-width:2;stroke-opacity:.5}
      .chart .ticks .n{stroke:#d55e00;stroke-opacity:1}
      .chart .limit{stroke:#d55e00;stroke-width:1.5;stroke-dasharray:4 3}
      .chart .number{text-anchor:middle}
      .examples .n::before{opacity:.5}
      .badge{display:inline-block;min-width:1.35em;padding:0 .3em;border-radius:1em;font-size:.75rem;
      font-weight:600;line-height:1.5;text-align:center;color:#000;background:var(--c)}
      .badge.c0{color:#fff}
      .label .badge{display:inline-block;color:#000;vertical-align:.1em}
      .label .badge.c0{color:#fff}
      .label .share{height:4px;border-radius:2px;margin-top:.25rem;max-width:7rem;background:
      linear-gradient(90deg,var(--link) var(--share),var(--line) var(--share))}
      .ranked{--t:84px;display:grid;gap:1rem .75rem;list-style:none;margin:1rem 0 0;padding:0;
      grid-template-columns:repeat(auto-fill,minmax(6.25rem,1fr))}
      .ranked li{position:relative;min-width:0;font-size:.75rem;line-height:1.35}
      .ranked li>i{margin-bottom:.3rem;padding-top:6px}
      .ranked i::before{margin:0 auto}
      .ranked .score{color:var(--muted);font-variant-numeric:tabular-nums}
      .ranked .name{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;
      overflow:hidden;overflow-wrap:anywhere;color:var(--muted)}
      .ranked .limit{grid-column:1/-1;border-top:1.5px dashed #d55e00;padding-top:.4rem;
      font-size:.875rem;color:var(--muted)}
      .ranked .near{--t:30px;position:absolute;top:70px;right:2px}
      .ranked .near i{padding:1px;outline:1px solid var(--line);background-color:var(--paper)}
      summary{cursor:pointer}
      footer ul{padding-left:1.25rem;overflow-wrap:anywhere}
      """;

  private Stylesheet() {}

  /** The class of a component's color, with a space before it; nothing without a component. */
  static String color(int component) {
    if (component >= COLORS) {
      return " cx";
    }
    return component < 0 ? "" : " c" + component;
  }

  /** The size of tiles that show images of a side: natural where that is a handy size. */
  static String sheets(int side) {
    int size = Math.min(48, Math.max(24, side + 2 * SpriteSheet.MARGIN));
    return """
        :root{--t:%dpx;--pad:2px;--gap:6px}
        @media (max-width:44rem){:root{--t:%dpx;--pad:1px;--gap:6px 3px}.row{grid-template-columns:1fr}
        .label{display:flex;gap:.6rem;align-items:baseline}th,td{padding:.4rem .5rem .5rem;
        white-space:normal}td small{display:block;white-space:nowrap}.interval{min-width:4rem}}
        .tiles i::before{background-size:calc(var(--t)*%d) auto;
        background-position:calc(var(--t)*-1*var(--x)) calc(var(--t)*-1*var(--y))}
        """
        .formatted(size, size * 30 / 34, SpriteSheet.COLUMNS);
  }

  /** The sprite sheet of the tiles inside what the selector names. */
  static String sheet(String selector, ImageSet images) {
    return selector + " i::before{background-image:url(" + SpriteSheet.dataUri(images) + ")}\n";
  }

  /** The class of an image: its column and row on a sprite sheet. */
  static String place(int image) {
    return ".g%d{--x:%d;--y:%d}\n"
        .formatted(image, image % SpriteSheet.COLUMNS, image / SpriteSheet.COLUMNS);
  }
}
