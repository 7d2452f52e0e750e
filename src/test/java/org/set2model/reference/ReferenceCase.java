package org.set2model.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** A stored case of an operation: named matrices, as testdata/reference/README.md explains. */
final class ReferenceCase {

  static final String INPUT = "input:";
  static final String INITIAL = "initial:";
  static final String GRADIENT = "gradient:";
  static final String FINAL = "final:";
  static final String OUTPUT = "output";
  static final String UPSTREAM = "upstream";

  private static final String OPTION = "option:";
  private static final String AT_LEAST = "atLeast:";
  private static final String CASE = "case ";

  private final String name;
  private final Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();

  private ReferenceCase(String name) {
    this.name = name;
  }

  /** Reads the cases of a file; fails on anything that is not as the format says. */
  static List<ReferenceCase> read(Path file) throws IOException {
    List<ReferenceCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      if (line.startsWith(CASE)) {
        cases.add(new ReferenceCase(line.substring(CASE.length())));
      } else if (!line.startsWith("#")) {
        cases.get(cases.size() - 1).addMatrix(line);
      }
    }
    return cases;
  }

  private void addMatrix(String line) {
    String[] words = line.split(" ");
    var matrix = new DMatrixRMaj(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    if (words.length != 3 + matrix.data.length) {
      throw new IllegalArgumentException(
          name + ": " + words[0] + " has " + (words.length - 3) + " values, not rows x columns");
    }
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = Double.parseDouble(words[3 + i]);
    }
    if (!(matches(words[0]) && matrices.put(words[0], matrix) == null)) {
      throw new IllegalArgumentException(name + ": " + words[0] + " is unknown or given twice");
    }
  }

  private static boolean matches(String key) {
    return key.equals(OUTPUT)
        || key.equals(UPSTREAM)
        || List.of(OPTION, INPUT, INITIAL, GRADIENT, FINAL, AT_LEAST).stream()
            .anyMatch(key::startsWith);
  }

  String name() {
    return name;
  }

  DMatrixRMaj matrix(String key) {
    DMatrixRMaj matrix = matrices.get(key);
    if (matrix == null) {
      throw new IllegalArgumentException(name + ": " + key + " is missing");
    }
    return matrix;
  }

  boolean has(String key) {
    return matrices.containsKey(key);
  }

  /** A whole number that shapes the operation. */
  int option(String key) {
    return options(key)[0];
  }

  /** Whole numbers that shape the operation. */
  int[] options(String key) {
    double[] values = matrix(OPTION + key).data;
    int[] whole = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      whole[i] = (int) values[i];
      if (whole[i] != values[i]) {
        throw new IllegalArgumentException(name + ": " + key + " must be whole numbers");
      }
    }
    return whole;
  }

  /** The names of the inputs, in the order in which the operation takes them. */
  List<String> inputNames() {
    return matrices.keySet().stream()
        .filter(key -> key.startsWith(INPUT))
        .map(key -> key.substring(INPUT.length()))
        .toList();
  }

  DMatrixRMaj[] inputs() {
    return inputNames().stream().map(key -> matrix(INPUT + key)).toArray(DMatrixRMaj[]::new);
  }

  /** What is to be compared: output, gradients and final statistics. */
  Map<String, DMatrixRMaj> expected() {
    Map<String, DMatrixRMaj> expected = new LinkedHashMap<>();
    matrices.forEach(
        (key, matrix) -> {
          if (key.equals(OUTPUT) || key.startsWith(GRADIENT) || key.startsWith(FINAL)) {
            expected.put(key, matrix);
          }
        });
    return expected;
  }

  /** The smallest scale on which a matrix is judged: 0 unless its terms cancel. */
  double smallestScale(String key) {
    return has(AT_LEAST + key) ? matrix(AT_LEAST + key).data[0] : 0;
  }
}
