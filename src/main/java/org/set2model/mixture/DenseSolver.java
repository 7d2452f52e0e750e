package org.set2model.mixture;

import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** A linear system solved by forming its matrix, column by column, and factorizing it. */
final class DenseSolver {

  private DenseSolver() {}

  static LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
    int n = b.length;
    if (!(LinearSolution.norm(b) > 0)) {
      return LinearSolution.zero(n);
    }
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    for (int column = 0; column < n; column++) {
      double[] unit = new double[n];
      unit[column] = 1;
      double[] image = matvec.apply(unit);
      for (int row = 0; row < n; row++) {
        matrix.set(row, column, image[row]);
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(n);
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    if (!solver.setA(matrix.copy())) {
      return new LinearSolution(x.data, 1, Double.POSITIVE_INFINITY, n);
    }
    solver.solve(new DMatrixRMaj(n, 1, true, b), x);
    solver.invert(inverse);
    double condition = NormOps_DDRM.normP1(matrix) * NormOps_DDRM.normP1(inverse);
    return LinearSolution.of(v -> times(matrix, v), b, x.data, condition, n - 1);
  }

  private static double[] times(DMatrixRMaj matrix, double[] v) {
    DMatrixRMaj image = new DMatrixRMaj(v.length, 1);
    CommonOps_DDRM.mult(matrix, new DMatrixRMaj(v.length, 1, true, v), image);
    return image.data;
  }
}
