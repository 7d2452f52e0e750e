package org.set2model.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * A way in which hand-written products go wrong.
 *
 * @param name what tables call it
 * @param applies changes right products into wrong ones
 */
record Bug(String name, Injection applies) {

  /** Products of an operation at its inputs, for a gradient. */
  @FunctionalInterface
  interface Products {
    DMatrixRMaj[] of(DMatrixRMaj upstream);
  }

  /** How right products become wrong. */
  @FunctionalInterface
  interface Injection {
    DMatrixRMaj[] spoil(Products products, DMatrixRMaj upstream, SplittableRandom random);
  }

  static List<Bug> all() {
    List<Bug> bugs = new ArrayList<>();
    for (int k = 1; k <= 6; k++) {
      double factor = 1 + Math.pow(10, -k);
      bugs.add(new Bug("all x (1+1e-" + k + ")", everywhere(factor)));
    }
    for (int k = 1; k <= 6; k++) {
      double factor = 1 + Math.pow(10, -k);
      bugs.add(new Bug("one x (1+1e-" + k + ")", once(factor)));
    }
    bugs.add(new Bug("dropped entry", once(0)));
    bugs.add(new Bug("flipped sign", once(-1)));
    bugs.add(new Bug("transposed", Bug::transposed));
    bugs.add(new Bug("missing reduction", Bug::unreduced));
    bugs.add(new Bug("stale buffer", Bug::stale));
    return bugs;
  }

  /**
   * Only the later of two contributions is kept; the right product is the sum of the two, so this
   * one is for a function that uses its inputs twice.
   */
  static Bug overwritten() {
    return new Bug("overwritten", (products, upstream, random) -> products.of(scaled(2, upstream)));
  }

  private static Injection everywhere(double factor) {
    return (products, upstream, random) ->
        Arrays.stream(products.of(upstream))
            .map(product -> scaled(factor, product))
            .toArray(DMatrixRMaj[]::new);
  }

  /** An entry that is not zero, where there is one. */
  private static Injection once(double factor) {
    return (products, upstream, random) -> {
      DMatrixRMaj[] spoiled = products.of(upstream);
      List<int[]> places = new ArrayList<>();
      for (int i = 0; i < spoiled.length; i++) {
        for (int j = 0; j < spoiled[i].getNumElements(); j++) {
          if (spoiled[i].data[j] != 0) {
            places.add(new int[] {i, j});
          }
        }
      }
      if (!places.isEmpty()) {
        int[] place = places.get(random.nextInt(places.size()));
        spoiled[place[0]].data[place[1]] *= factor;
      }
      return spoiled;
    };
  }

  /** The entries of one product in the order of its transpose. */
  private static DMatrixRMaj[] transposed(
      Products products, DMatrixRMaj upstream, SplittableRandom random) {
    DMatrixRMaj[] spoiled = products.of(upstream);
    int i = random.nextInt(spoiled.length);
    DMatrixRMaj right = spoiled[i];
    DMatrixRMaj wrong = new DMatrixRMaj(right.numRows, right.numCols);
    int at = 0;
    for (int column = 0; column < right.numCols; column++) {
      for (int row = 0; row < right.numRows; row++) {
        wrong.data[at++] = right.get(row, column);
      }
    }
    spoiled[i] = wrong;
    return spoiled;
  }

  /** One product is not summed over the rows of the upstream gradient: only the first counts. */
  private static DMatrixRMaj[] unreduced(
      Products products, DMatrixRMaj upstream, SplittableRandom random) {
    DMatrixRMaj first = new DMatrixRMaj(upstream.numRows, upstream.numCols);
    int count = upstream.numRows > 1 ? upstream.numCols : 1;
    System.arraycopy(upstream.data, 0, first.data, 0, count);
    DMatrixRMaj[] spoiled = products.of(upstream);
    int i = random.nextInt(spoiled.length);
    spoiled[i] = products.of(first)[i];
    return spoiled;
  }

  /** One product is that of an earlier call, with another upstream gradient. */
  private static DMatrixRMaj[] stale(
      Products products, DMatrixRMaj upstream, SplittableRandom random) {
    DMatrixRMaj earlier = new DMatrixRMaj(upstream.numRows, upstream.numCols);
    for (int i = 0; i < upstream.getNumElements(); i++) {
      earlier.data[i] = random.nextGaussian();
    }
    DMatrixRMaj[] spoiled = products.of(upstream);
    int i = random.nextInt(spoiled.length);
    spoiled[i] = products.of(earlier)[i];
    return spoiled;
  }

  private static DMatrixRMaj scaled(double factor, DMatrixRMaj matrix) {
    DMatrixRMaj scaled = matrix.copy();
    for (int i = 0; i < scaled.getNumElements(); i++) {
      scaled.data[i] *= factor;
    }
    return scaled;
  }
}
