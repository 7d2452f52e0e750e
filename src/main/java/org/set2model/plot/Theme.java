package org.set2model.plot;

import java.util.List;

/**
 * How plots look: a stylesheet with a light and a dark form, colors, dashes and the shapes of
 * markers. Whatever has a color is drawn in {@code currentColor}.
 *
 * <p>So simulated for full protanopia, deuteranopia and tritanopia, and as they are, any two of the
 * colors differ by at least 16 (light) or 13 (dark) in CIE 1976 L*a*b*. The simulation is that of
 * Machado, Oliveira and Fernandes, doi:10.1109/TVCG.2009.113.
 */
final class Theme {

  /** The number of colors and of markers. */
  static final int COLORS = 8;

  static final String SHEET =
      """
      svg{color:#1b1f24}
      text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      text,tspan,.band,.mark,.one,.two,.h{fill:currentColor}
      .t{font-size:17px;font-weight:600;letter-spacing:-.01em}
      .m,.l{color:#5b6571}.l{font-size:12px;font-variant-numeric:tabular-nums}
      .grid,.minor,.frame,.line,.faint,.guide,.bar,.g,.o,.trail,.x{fill:none;stroke:currentColor}
      .line,.faint,.bar,.g,.trail,.x,.halo{stroke-linecap:round;stroke-linejoin:round}
      .one,.two,.q,.ring{stroke:currentColor}
      .paper,.q,.ring{fill:#fff}.halo,.mark{stroke:#fff}
      .grid{color:#e4e7eb}.frame,.minor{color:#c3c9d1}.guide{color:#7b8591}
      .across{text-anchor:middle}.up{text-anchor:end}
      .line{stroke-width:1.9}.faint{stroke-width:.9;opacity:.28}.guide{stroke-width:1.5}
      .bar{stroke-width:1.5;opacity:.75}.band{opacity:.16}.mark{paint-order:stroke}
      .one{stroke-width:2;fill-opacity:.13}.o{stroke-width:1.1}
      .two{stroke-width:1.4;stroke-dasharray:5 4;fill-opacity:.06}
      .trail{stroke-width:1.5;opacity:.75}.ring{stroke-width:1.6}
      .x{stroke-width:2.4}.halo{fill:none;stroke-width:5}
      .g{stroke-width:1.25}.q{stroke-width:1.3;fill-opacity:.7}
      .d0{stroke-dasharray:7 5}.d1{stroke-dasharray:2 4}
      .d2{stroke-dasharray:10 4 2 4}.d3{stroke-dasharray:4 3}
      .c0{color:#0072b2}.c1{color:#d55e00}.c2{color:#009e73}.c3{color:#cc79a7}
      .c4{color:#332288}.c5{color:#8b1a1a}.c6{color:#56b4e9}.c7{color:#1b1f24}
      @media (prefers-color-scheme:dark){
      svg{color:#e7eaee}.m,.l{color:#9aa4b0}.band{opacity:.22}
      .paper,.q,.ring{fill:#14171b}.halo,.mark{stroke:#14171b}
      .grid{color:#262b32}.frame,.minor{color:#434b55}.guide{color:#8d97a3}
      .c0{color:#3d9fdc}.c1{color:#f07f33}.c2{color:#22bd90}.c3{color:#db93bb}
      .c4{color:#7a6ff0}.c5{color:#d7304f}.c6{color:#f5e96a}.c7{color:#e7eaee}}
      """;

  /** The shapes of markers, relative to their centers. */
  static final List<String> MARKERS =
      List.of(
          "m-3.8 0a3.8 3.8 0 1 1 7.6 0a3.8 3.8 0 1 1-7.6 0z",
          "m-3.4-3.4h6.8v6.8h-6.8z",
          "m0-4.9l4.6 7.9h-9.2z",
          "m0-5l5 5l-5 5l-5-5z",
          "m0 4.9l4.6-7.9h-9.2z",
          "m-1.3-4.8h2.6v3.5h3.5v2.6h-3.5v3.5h-2.6v-3.5h-3.5v-2.6h3.5z",
          "m-4.4 0a4.4 4.4 0 1 1 8.8 0a4.4 4.4 0 1 1-8.8 0zm2.3 0a2.1 2.1 0 1 0 4.2 0"
              + "a2.1 2.1 0 1 0-4.2 0z",
          "m0-1.9l2.6-2.6l1.9 1.9l-2.6 2.6l2.6 2.6l-1.9 1.9l-2.6-2.6l-2.6 2.6l-1.9-1.9"
              + "l2.6-2.6l-2.6-2.6l1.9-1.9z");

  private Theme() {}

  /** The class that has the color of a curve or component; they repeat after eight. */
  static String color(int index) {
    return "c" + index % COLORS;
  }

  /** The class that has the dashes of a guide; they repeat after four. */
  static String dashes(int index) {
    return "d" + index % 4;
  }
}
