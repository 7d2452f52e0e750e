package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Forms, determinants and distances. */
final class MatrixFamilies {

  private MatrixFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("quadratic form", MatrixFamilies::quadratic),
        Family.accurate("determinant", MatrixFamilies::determinant),
        Family.accurate("distances of points", MatrixFamilies::distances));
  }

  /** Of a square matrix x, so that a transposed gradient is a wrong one. */
  private static Example quadratic(Draw draw) {
    int n = draw.integer(1, 4);
    DMatrixRMaj x = draw.gaussian(n, n);
    DMatrixRMaj a = draw.uniform(n * n, n * n, 0, 1);
    DMatrixRMaj gradient = new DMatrixRMaj(n, n);
    for (int i = 0; i < n * n; i++) {
      for (int j = 0; j < n * n; j++) {
        gradient.data[i] += (a.get(i, j) + a.get(j, i)) * x.data[j];
      }
    }
    return Example.of(
        x,
        y -> {
          double sum = 100;
          for (int i = 0; i < n * n; i++) {
            for (int j = 0; j < n * n; j++) {
              sum += y.data[i] * a.get(i, j) * y.data[j];
            }
          }
          return sum;
        },
        gradient);
  }

  /** By expansion, with a heavy diagonal so that nothing cancels. */
  private static Example determinant(Draw draw) {
    int n = draw.integer(2, 4);
    DMatrixRMaj x = draw.uniform(n, n, -0.5, 0.5);
    DMatrixRMaj gradient = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      x.add(i, i, 3);
    }
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        gradient.set(row, column, cofactor(x, row, column));
      }
    }
    return Example.of(x, MatrixFamilies::determinantOf, gradient);
  }

  static double determinantOf(DMatrixRMaj y) {
    if (y.numRows == 1) {
      return y.data[0];
    }
    double sum = 0;
    for (int column = 0; column < y.numCols; column++) {
      sum += y.get(0, column) * cofactor(y, 0, column);
    }
    return sum;
  }

  private static double cofactor(DMatrixRMaj y, int row, int column) {
    int n = y.numRows;
    if (n == 1) {
      return 1;
    }
    DMatrixRMaj minor = new DMatrixRMaj(n - 1, n - 1);
    for (int i = 0; i < n - 1; i++) {
      for (int j = 0; j < n - 1; j++) {
        minor.set(i, j, y.get(i < row ? i : i + 1, j < column ? j : j + 1));
      }
    }
    return ((row + column) % 2 == 0 ? 1 : -1) * determinantOf(minor);
  }

  private static Example distances(Draw draw) {
    int points = draw.integer(2, 5);
    int dimensions = draw.integer(1, 4);
    DMatrixRMaj x = draw.gaussian(points, dimensions);
    if (draw.chance(0.5)) {
      double close = draw.power(-8, -1);
      for (int d = 0; d < dimensions; d++) {
        x.set(1, d, x.get(0, d) + close * draw.gaussian());
      }
    }
    DMatrixRMaj gradient = x.createLike();
    for (int a = 0; a < points; a++) {
      for (int b = 0; b < points; b++) {
        for (int d = 0; d < dimensions && a != b; d++) {
          gradient.add(a, d, (x.get(a, d) - x.get(b, d)) / distance(x, a, b));
        }
      }
    }
    return Example.of(
        x,
        y -> {
          double sum = 0;
          for (int a = 0; a < points; a++) {
            for (int b = 0; b < a; b++) {
              sum += distance(y, a, b);
            }
          }
          return sum;
        },
        gradient);
  }

  private static double distance(DMatrixRMaj x, int a, int b) {
    double sum = 0;
    for (int d = 0; d < x.numCols; d++) {
      sum += EvenFamilies.square(x.get(a, d) - x.get(b, d));
    }
    return Math.sqrt(sum);
  }
}
