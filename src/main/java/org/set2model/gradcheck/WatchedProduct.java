package org.set2model.gradcheck;

import java.util.List;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Probe;

/**
 * A product with tangents at one point, called under watch. It has to leave alone what it is given,
 * hand out matrices of its own, keep none of those that it got or gave, and give the same bits
 * whenever it gets the same tangents. What it was given is overwritten after every call, so that a
 * product which comes back to it shows.
 */
final class WatchedProduct {

  private final BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj[]> product;
  private final List<Argument> arguments;
  private final DMatrixRMaj[] shapes;
  private DMatrixRMaj[] firstTangents;
  private DMatrixRMaj[] firstResults;
  private DMatrixRMaj[] lastResults;
  private DMatrixRMaj[] copyOfLastResults;
  private String defect;

  /**
   * Nothing is called yet.
   *
   * @param product maps inputs and tangents to results; it only reads them
   * @param shapes matrices of the shapes that the results must have
   */
  WatchedProduct(
      BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj[]> product,
      List<Argument> arguments,
      DMatrixRMaj... shapes) {
    this.product = product;
    this.arguments = arguments;
    this.shapes = shapes;
  }

  /** The first thing found to be wrong with the product, beside its numbers; null if nothing. */
  String defect() {
    return defect;
  }

  /**
   * Copies of the product's results.
   *
   * @throws IllegalArgumentException if their number or a shape is wrong
   */
  DMatrixRMaj[] times(DMatrixRMaj[] tangents) {
    DMatrixRMaj[] inputs = arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
    DMatrixRMaj[] given = copies(tangents);
    DMatrixRMaj[] results = product.apply(inputs, given);
    requireShapes(results);
    DMatrixRMaj[] copies = copies(results);
    for (int i = 0; i < inputs.length; i++) {
      String name = arguments.get(i).name();
      require(
          Probe.sameBits(inputs[i], arguments.get(i).value()),
          "the product changes its input '" + name + "'");
      require(
          Probe.sameBits(given[i], tangents[i]),
          "the product changes the tangent of '" + name + "'");
      for (DMatrixRMaj result : results) {
        require(
            result.data != inputs[i].data && result.data != given[i].data,
            "the product hands out a matrix that it was given for '" + name + "'");
      }
      inputs[i].fill(Double.NaN);
      given[i].fill(Double.NaN);
    }
    require(
        lastResults == null || sameBits(lastResults, copyOfLastResults),
        "a call of the product changes the result of the call before");
    lastResults = results;
    copyOfLastResults = copies;
    if (firstTangents == null) {
      firstTangents = copies(tangents);
      firstResults = copies;
    }
    return copies;
  }

  /** Calls the product as it was called at first, after all other calls. */
  void repeat() {
    require(
        firstTangents == null || sameBits(times(firstTangents), firstResults),
        "the product keeps state: the same tangents give another result after other calls");
  }

  private void requireShapes(DMatrixRMaj[] results) {
    if (results.length != shapes.length) {
      throw new IllegalArgumentException(
          String.format(
              "the product gives %d matrices instead of %d", results.length, shapes.length));
    }
    for (int i = 0; i < shapes.length; i++) {
      DMatrixRMaj result = results[i];
      if (result == null
          || result.numRows != shapes[i].numRows
          || result.numCols != shapes[i].numCols) {
        throw new IllegalArgumentException(
            String.format(
                "the product's result %d (%s) must be %d x %d",
                i,
                result == null ? "null" : result.numRows + " x " + result.numCols,
                shapes[i].numRows,
                shapes[i].numCols));
      }
    }
  }

  private void require(boolean kept, String otherwise) {
    if (!kept && defect == null) {
      defect = otherwise;
    }
  }

  private static boolean sameBits(DMatrixRMaj[] a, DMatrixRMaj[] b) {
    boolean same = true;
    for (int i = 0; i < a.length; i++) {
      same &= Probe.sameBits(a[i], b[i]);
    }
    return same;
  }

  private static DMatrixRMaj[] copies(DMatrixRMaj[] matrices) {
    DMatrixRMaj[] copies = new DMatrixRMaj[matrices.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = matrices[i].copy();
    }
    return copies;
  }
}
