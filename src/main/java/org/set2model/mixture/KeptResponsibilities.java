package org.set2model.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The responsibilities at the thetas of a fit, kept for the way back: it then needs no expectation
 * step. They are kept from the first on as far as there is room, and computed again beyond, so that
 * memory has a bound however long the fit.
 */
final class KeptResponsibilities {

  /** 8 MB: 3000 steps of 50 points and 5 components, 200 of 1000 points. */
  private static final long CAPACITY = 1 << 20;

  private final List<double[][]> steps = new ArrayList<>();
  private long room;

  private KeptResponsibilities(long room) {
    this.room = room;
  }

  /** Room for a million numbers. */
  static KeptResponsibilities some() {
    return new KeptResponsibilities(CAPACITY);
  }

  /** No room: all are computed again. */
  static KeptResponsibilities none() {
    return new KeptResponsibilities(0);
  }

  /**
   * Keeps those that the workspace holds, at the theta of the next step. A component of weight zero
   * needs its densities too, which are not kept.
   */
  void keep(Theta theta, StepBuffers workspace) {
    double[][] r = workspace.responsibilities;
    long size = (long) r.length * r[0].length;
    if (size > room || !Arrays.stream(theta.weights).allMatch(weight -> weight > 0)) {
      steps.add(null);
      return;
    }
    room -= size;
    steps.add(Arrays.stream(r).map(double[]::clone).toArray(double[][]::new));
  }

  /** Fills the responsibilities of the workspace with those of step t, unless they aren't kept. */
  boolean restore(int t, StepBuffers workspace) {
    double[][] kept = steps.get(t);
    if (kept == null) {
      return false;
    }
    for (int k = 0; k < kept.length; k++) {
      System.arraycopy(kept[k], 0, workspace.responsibilities[k], 0, kept[k].length);
    }
    return true;
  }
}
