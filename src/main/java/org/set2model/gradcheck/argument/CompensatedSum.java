package org.set2model.gradcheck.argument;

/**
 * A sum of numbers and of products, as accurate as if computed in twice the working precision and
 * then rounded (algorithm Dot2; Ogita, Rump, Oishi 2005, doi:10.1137/030601818).
 */
public final class CompensatedSum {

  private double sum;
  private double compensation;

  public void add(double term) {
    double total = sum + term;
    double part = total - sum;
    compensation += (sum - (total - part)) + (term - part);
    sum = total;
  }

  public void addProduct(double a, double b) {
    double product = a * b;
    add(product);
    compensation += Math.fma(a, b, -product);
  }

  /** The sum, NaN once it overflowed. */
  public double value() {
    return sum + compensation;
  }
}
