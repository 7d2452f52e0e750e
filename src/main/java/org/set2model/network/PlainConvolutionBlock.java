package org.set2model.network;

import org.set2model.autodiff.Variable;

/**
 * The block of a network as its formula says, the composition of {@link Convolution}, {@link
 * BatchNormalization}, {@link ReLU} and {@link MaxPooling}:
 *
 * <pre>  Z = maxpool(max(0, batchnorm(X * W; gamma, beta)))</pre>
 *
 * Its product is that of the four, applied in reverse by the tape. Shapes: X is C x (N H W), W is F
 * x 9C, gamma and beta are F x 1, Z is F x (N (H/2) (W/2)). {@link ConvolutionBlock} is the fast
 * form, equal to it but for rounding, and what networks run.
 *
 * <p>Proof: catalog entries {@code four operations of a block (training)} and {@code four
 * operations of a block (evaluation)}.
 */
public final class PlainConvolutionBlock {

  private final ImageShape shape;
  private final BatchNormalization normalization;

  /** A block of images of this shape, whose normalization is one of training or evaluation. */
  public PlainConvolutionBlock(ImageShape shape, BatchNormalization normalization) {
    this.shape = shape;
    this.normalization = normalization;
  }

  /** Applies the block to images, filters, scales gamma and shifts beta. */
  public Variable apply(Variable x, Variable w, Variable gamma, Variable beta) {
    return MaxPooling.pool(ReLU.rectify(normalized(x, w, gamma, beta)), shape);
  }

  /** The first half of the block: {@code batchnorm(X * W; gamma, beta)}, F x (N H W). */
  public Variable normalized(Variable x, Variable w, Variable gamma, Variable beta) {
    return normalization.normalize(Convolution.convolve(x, w, shape), gamma, beta);
  }
}
