package org.set2model.autodiff;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * A function of one number, applied to every entry of a matrix of any shape.
 *
 * <pre>
 *   value    y = f(x)
 *   vjp      dL/dx = g f'(x)
 * </pre>
 *
 * The constants are made of f, f' and f'', in this order, each written so that no digits cancel and
 * nothing overflows on the way to a finite result (Higham, Accuracy and stability of numerical
 * algorithms, doi:10.1137/1.9780898718027, chapter 1).
 *
 * <p>Proof: catalog entries {@code exponential}, {@code logarithm}, {@code tanh}, {@code sigmoid}
 * and {@code softplus}.
 */
public final class ElementwiseFunction implements Operation {

  /**
   * {@code y = e^x}, its own derivative: how a positive parameter is learned without a constraint.
   * Domain: x below 709.78, above which y overflows to infinity.
   */
  public static final ElementwiseFunction EXPONENTIAL =
      new ElementwiseFunction("exponential", Math::exp, Math::exp, Math::exp);

  /**
   * {@code y = log x, y' = 1 / x, y'' = -1 / x^2}. Domain: x above 0; anything else is refused with
   * an {@link IllegalArgumentException}.
   */
  public static final ElementwiseFunction LOGARITHM =
      new ElementwiseFunction("logarithm", ElementwiseFunction::log, x -> 1 / x, x -> -1 / x / x);

  /** {@code y = tanh x, y' = 1 - y^2 = 1 / cosh^2 x, y'' = -2 y y'}. Domain: all real x. */
  public static final ElementwiseFunction TANH =
      new ElementwiseFunction(
          "tanh",
          Math::tanh,
          ElementwiseFunction::tanhSlope,
          x -> -2 * Math.tanh(x) * tanhSlope(x));

  /**
   * {@code y = 1 / (1 + e^-x), y' = y (1 - y), y'' = y' (1 - 2 y) = -y' tanh(x / 2)}. Domain: all
   * real x.
   */
  public static final ElementwiseFunction SIGMOID =
      new ElementwiseFunction(
          "sigmoid",
          ElementwiseFunction::sigmoid,
          ElementwiseFunction::sigmoidSlope,
          x -> -sigmoidSlope(x) * Math.tanh(x / 2));

  /**
   * {@code y = log(1 + e^x)}, whose derivative is the sigmoid: the logistic loss of a margin -x.
   * Domain: all real x.
   */
  public static final ElementwiseFunction SOFTPLUS =
      new ElementwiseFunction(
          "softplus",
          ElementwiseFunction::softplus,
          ElementwiseFunction::sigmoid,
          ElementwiseFunction::sigmoidSlope);

  private final String name;
  private final DoubleUnaryOperator function;
  private final DoubleUnaryOperator slope;
  private final DoubleUnaryOperator curvature;

  private ElementwiseFunction(
      String name,
      DoubleUnaryOperator function,
      DoubleUnaryOperator slope,
      DoubleUnaryOperator curvature) {
    this.name = name;
    this.function = function;
    this.slope = slope;
    this.curvature = curvature;
  }

  @Override
  public String name() {
    return name;
  }

  /** {@inheritDoc} {@code f'(x) v}, whose gradient is {@code g f''(x) v}. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this,
        (inputs, tangents) ->
            Evaluation.ofOne(
                product(inputs[0], tangents[0], slope),
                gradient ->
                    product(
                        inputs[0],
                        Arithmetic.MULTIPLICATION.value(tangents[0], gradient),
                        curvature)));
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      y.data[i] = function.applyAsDouble(x.data[i]);
    }
    return Evaluation.ofOne(y, gradient -> product(x, gradient, slope));
  }

  /** {@code v f(x)}, entry by entry. */
  private static DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj v, DoubleUnaryOperator f) {
    DMatrixRMaj product = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      product.data[i] = v.data[i] * f.applyAsDouble(x.data[i]);
    }
    return product;
  }

  private static double log(double x) {
    if (!(x > 0)) {
      throw new IllegalArgumentException("logarithm of " + x + ": every entry must be > 0");
    }
    return Math.log(x);
  }

  private static double tanhSlope(double x) {
    double inverse = 1 / Math.cosh(x);
    return inverse * inverse;
  }

  /** From {@code e^-|x|}, which does not overflow. */
  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /**
   * {@code e^-|x| / (1 + e^-|x|)^2}: no difference from 1 is taken where the sigmoid is near it.
   */
  private static double sigmoidSlope(double x) {
    double e = Math.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
