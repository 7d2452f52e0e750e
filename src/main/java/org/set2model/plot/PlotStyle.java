package org.set2model.plot;

/**
 * How a {@link FitPlot} looks: a stylesheet with a light and a dark form, and the colours of the
 * components, which repeat after six.
 */
final class PlotStyle {

  private static final int COLOURS = 6;

  static final String SHEET =
      """
      text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1b1f24}
      .t{font-size:17px;font-weight:600;letter-spacing:-.01em}
      .m{fill:#5b6571}
      .l{font-size:12px;fill:#5b6571;font-variant-numeric:tabular-nums}
      .paper{fill:#fff}
      .halo{fill:none;stroke:#fff;stroke-width:5;stroke-linecap:round}
      .grid{stroke:#e4e7eb;fill:none}
      .frame{stroke:#c3c9d1;fill:none}
      .g{stroke:#1b1f24;stroke-width:1.25;fill:none;stroke-linecap:round}
      .h{fill:#1b1f24}
      .q{stroke:#1b1f24;stroke-width:1.3;fill:#fff;fill-opacity:.7}
      .p{stroke:#fff;stroke-width:.8}
      .o{fill:none;stroke-width:1.1}
      .one{stroke-width:2;fill-opacity:.13}
      .two{stroke-width:1.4;stroke-dasharray:5 4;fill-opacity:.06}
      .trail{fill:none;stroke-width:1.5;stroke-linejoin:round;opacity:.75}
      .x{fill:none;stroke-width:2.4;stroke-linecap:round}
      .f0{fill:#0072b2}.f1{fill:#d55e00}.f2{fill:#009e73}
      .f3{fill:#cc79a7}.f4{fill:#b8860b}.f5{fill:#56b4e9}
      .s0{stroke:#0072b2}.s1{stroke:#d55e00}.s2{stroke:#009e73}
      .s3{stroke:#cc79a7}.s4{stroke:#b8860b}.s5{stroke:#56b4e9}
      @media (prefers-color-scheme:dark){
      text{fill:#e7eaee}.m,.l{fill:#9aa4b0}.paper{fill:#14171b}.halo{stroke:#14171b}
      .grid{stroke:#262b32}.frame{stroke:#434b55}.g{stroke:#e7eaee}.h{fill:#e7eaee}
      .q{stroke:#e7eaee;fill:#14171b}.p{stroke:#14171b}
      .f0{fill:#3d9fdc}.f1{fill:#f07f33}.f2{fill:#22bd90}.f3{fill:#db93bb}.f4{fill:#dcae3c}
      .s0{stroke:#3d9fdc}.s1{stroke:#f07f33}.s2{stroke:#22bd90}.s3{stroke:#db93bb}.s4{stroke:#dcae3c}}
      """;

  private PlotStyle() {}

  /** The class that fills with the colour of a component. */
  static String fill(int component) {
    return "f" + component % COLOURS;
  }

  /** The class that draws lines in the colour of a component. */
  static String stroke(int component) {
    return "s" + component % COLOURS;
  }
}
