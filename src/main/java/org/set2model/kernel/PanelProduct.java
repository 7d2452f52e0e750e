package org.set2model.kernel;

/**
 * The matrix product {@code C += A B} on packed rows.
 *
 * <pre>  c_ij += sum_k a_ik b_kj,   k in increasing order, one fused multiply-add each</pre>
 *
 * <p>B and C are panels (see {@link Panel}), A is a flat row-major block. About 500 columns and 72
 * inner indices keep a panel of B in the second-level cache. Every kernel below adds in the same
 * order, so the choice among them never changes a bit.
 */
public final class PanelProduct {

  /** C2 vectorizes the 4 x 4 body from Java 21 on, and only the 4 x 2 body before. */
  private static final boolean FOUR_BY_FOUR = Runtime.version().feature() >= 21;

  private PanelProduct() {}

  /**
   * Adds {@code A B} to C.
   *
   * @param c panel of at least {@code rows} rows
   * @param rows number of rows of A and C
   * @param b panel of at least {@code inner} rows
   * @param inner number of columns of A and rows of B
   * @param a entries of A: {@code a_ik = a[offset + i * stride + k]}
   * @param columns number of columns of B and C that take part
   */
  public static void add(
      double[][] c,
      int rows,
      double[][] b,
      int inner,
      double[] a,
      int offset,
      int stride,
      int columns) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int k = 0;
      int start = offset + i * stride;
      if (FOUR_BY_FOUR) {
        for (; k + 4 <= inner; k += 4) {
          kernel4x4(c, i, b, k, a, start + k, stride, columns);
        }
      }
      for (; k + 2 <= inner; k += 2) {
        kernel4x2(c, i, b, k, a, start + k, stride, columns);
      }
      for (; k < inner; k++) {
        kernel4x1(c, i, b, k, a, start + k, stride, columns);
      }
    }
    for (; i < rows; i++) {
      int k = 0;
      int start = offset + i * stride;
      for (; k + 4 <= inner; k += 4) {
        kernel1x4(c[i], b, k, a, start + k, columns);
      }
      for (; k < inner; k++) {
        kernel1x1(c[i], b[k], a[start + k], columns);
      }
    }
  }

  private static void kernel4x4(
      double[][] c, int i, double[][] b, int k, double[] a, int start, int stride, int columns) {
    double[] c0 = c[i];
    double[] c1 = c[i + 1];
    double[] c2 = c[i + 2];
    double[] c3 = c[i + 3];
    double[] b0 = b[k];
    double[] b1 = b[k + 1];
    double[] b2 = b[k + 2];
    double[] b3 = b[k + 3];
    int p = start;
    final double a00 = a[p];
    final double a01 = a[p + 1];
    final double a02 = a[p + 2];
    final double a03 = a[p + 3];
    p += stride;
    final double a10 = a[p];
    final double a11 = a[p + 1];
    final double a12 = a[p + 2];
    final double a13 = a[p + 3];
    p += stride;
    final double a20 = a[p];
    final double a21 = a[p + 1];
    final double a22 = a[p + 2];
    final double a23 = a[p + 3];
    p += stride;
    final double a30 = a[p];
    final double a31 = a[p + 1];
    final double a32 = a[p + 2];
    final double a33 = a[p + 3];
    for (int j = 0; j < columns; j++) {
      double x0 = b0[j];
      double x1 = b1[j];
      double x2 = b2[j];
      double x3 = b3[j];
      c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
    }
  }

  private static void kernel4x2(
      double[][] c, int i, double[][] b, int k, double[] a, int start, int stride, int columns) {
    double[] c0 = c[i];
    double[] c1 = c[i + 1];
    double[] c2 = c[i + 2];
    double[] c3 = c[i + 3];
    double[] b0 = b[k];
    double[] b1 = b[k + 1];
    int p = start;
    final double a00 = a[p];
    final double a01 = a[p + 1];
    p += stride;
    final double a10 = a[p];
    final double a11 = a[p + 1];
    p += stride;
    final double a20 = a[p];
    final double a21 = a[p + 1];
    p += stride;
    final double a30 = a[p];
    final double a31 = a[p + 1];
    for (int j = 0; j < columns; j++) {
      double x0 = b0[j];
      double x1 = b1[j];
      c0[j] = Math.fma(a01, x1, Math.fma(a00, x0, c0[j]));
      c1[j] = Math.fma(a11, x1, Math.fma(a10, x0, c1[j]));
      c2[j] = Math.fma(a21, x1, Math.fma(a20, x0, c2[j]));
      c3[j] = Math.fma(a31, x1, Math.fma(a30, x0, c3[j]));
    }
  }

  private static void kernel4x1(
      double[][] c, int i, double[][] b, int k, double[] a, int start, int stride, int columns) {
    double[] c0 = c[i];
    double[] c1 = c[i + 1];
    double[] c2 = c[i + 2];
    double[] c3 = c[i + 3];
    double[] b0 = b[k];
    final double a0 = a[start];
    final double a1 = a[start + stride];
    final double a2 = a[start + 2 * stride];
    final double a3 = a[start + 3 * stride];
    for (int j = 0; j < columns; j++) {
      double x0 = b0[j];
      c0[j] = Math.fma(a0, x0, c0[j]);
      c1[j] = Math.fma(a1, x0, c1[j]);
      c2[j] = Math.fma(a2, x0, c2[j]);
      c3[j] = Math.fma(a3, x0, c3[j]);
    }
  }

  private static void kernel1x4(
      double[] c, double[][] b, int k, double[] a, int start, int columns) {
    double[] b0 = b[k];
    double[] b1 = b[k + 1];
    double[] b2 = b[k + 2];
    double[] b3 = b[k + 3];
    final double a0 = a[start];
    final double a1 = a[start + 1];
    final double a2 = a[start + 2];
    final double a3 = a[start + 3];
    for (int j = 0; j < columns; j++) {
      c[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }
  }

  private static void kernel1x1(double[] c, double[] b, double a, int columns) {
    for (int j = 0; j < columns; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }
}
