package org.set2model.cli;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.mixture.Mixture;
import org.set2model.plot.FitPlot;

/** The result of {@code fit} as a drawing. */
final class FitDrawing {

  private FitDrawing() {}

  /** The text of an SVG file. */
  static String svg(String title, FitFlags flags, FitData data, FitResult result) {
    boolean full = flags.shape == FitFlags.Shape.FULL;
    List<List<FitPlot.Component>> path = new ArrayList<>();
    for (DMatrixRMaj parameters : result.path()) {
      path.add(full ? List.of(fullComponent(parameters)) : components(parameters));
    }
    int[] owners =
        full
            ? new int[data.points().numRows]
            : new Mixture(result.parameters()).mostResponsible(data.points());
    var plot =
        new FitPlot(
            title,
            data.points(),
            data.exampleWeights(),
            owners,
            data.queries(),
            path,
            result.gradient().map(FitResult.Gradient::matrix));
    return plot.svg();
  }

  /** Rows of w, mu, phi. */
  private static List<FitPlot.Component> components(DMatrixRMaj theta) {
    List<FitPlot.Component> components = new ArrayList<>();
    for (int k = 0; k < theta.numRows; k++) {
      components.add(
          new FitPlot.Component(
              theta.get(k, 0),
              theta.get(k, 1),
              theta.get(k, 2),
              theta.get(k, 3),
              0,
              theta.get(k, 4)));
    }
    return components;
  }

  /** The mean over the covariance. */
  private static FitPlot.Component fullComponent(DMatrixRMaj gaussian) {
    return new FitPlot.Component(
        1,
        gaussian.get(0, 0),
        gaussian.get(0, 1),
        gaussian.get(1, 0),
        gaussian.get(1, 1),
        gaussian.get(2, 1));
  }
}
