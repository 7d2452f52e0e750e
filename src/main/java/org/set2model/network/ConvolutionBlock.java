package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;

/**
 * {@link PlainConvolutionBlock}, which is convolution, batch normalization, ReLU and max-pooling,
 * in one operation.
 *
 * <pre>
 *   value    Z = maxpool(max(0, batchnorm(X * W; gamma, beta)))
 *   vjp      the products of the four operations, applied in reverse
 * </pre>
 *
 * It equals the plain form but for rounding, and saves what the four operations would hold between
 * them: of the convolution's value one matrix is kept, which the way back overwrites with its
 * gradient, and of the pooling one byte per window. Shapes: X is C x (N H W), W is F x 9C, gamma
 * and beta are F x 1, Z is F x (N (H/2) (W/2)).
 *
 * <p>Z and the large gradients are matrices of the {@link Workspace}: Z is valid until the tape is
 * swept.
 *
 * <p>Proof: catalog entries {@code convolution block (training)} and {@code convolution block
 * (evaluation)}.
 */
public final class ConvolutionBlock implements Operation {

  private final PanelConvolution convolution;
  private final NormalizedPooling pooling;
  private final RunningStatistics statistics;
  private final boolean training;
  private final Workers workers;
  private final Workspace workspace;

  /** What an earlier application no longer needs; null while one has it. */
  private byte[][] idleMaxima;

  private ConvolutionBlock(
      ImageShape shape,
      RunningStatistics statistics,
      boolean training,
      Workers workers,
      Workspace workspace) {
    this.convolution = new PanelConvolution(shape, workers);
    this.pooling = new NormalizedPooling(shape);
    this.statistics = statistics;
    this.training = training;
    this.workers = workers;
    this.workspace = workspace;
  }

  /** A block that normalizes by the statistics of the batch and passes them to the running ones. */
  public static ConvolutionBlock training(
      ImageShape shape, RunningStatistics observer, Workers workers, Workspace workspace) {
    return new ConvolutionBlock(shape, observer, true, workers, workspace);
  }

  /** A block that normalizes by running statistics. */
  public static ConvolutionBlock evaluation(
      ImageShape shape, RunningStatistics statistics, Workers workers, Workspace workspace) {
    return new ConvolutionBlock(shape, statistics, false, workers, workspace);
  }

  @Override
  public String name() {
    return training ? "convolution block (training)" : "convolution block (evaluation)";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Forward forward = new Forward(inputs);
    return new Evaluation(
        forward.pooled,
        (gradient, into) -> {
          DMatrixRMaj scale = new DMatrixRMaj(forward.filters, 1);
          DMatrixRMaj shift = new DMatrixRMaj(forward.filters, 1);
          DMatrixRMaj convolved = forward.pullToConvolution(gradient, scale, shift);
          workspace.release(gradient);
          workspace.release(forward.pooled);
          if (into.wants(0)) {
            DMatrixRMaj images = workspace.take(inputs[0].numRows, inputs[0].numCols);
            convolution.imageGradient(inputs[1], convolved, images);
            into.add(0, images);
          }
          if (into.wants(1)) {
            into.add(1, convolution.weightGradient(inputs[0], convolved));
          }
          if (into.wants(2)) {
            into.add(2, scale);
          }
          if (into.wants(3)) {
            into.add(3, shift);
          }
          workspace.release(convolved);
        });
  }

  @Override
  public DMatrixRMaj value(DMatrixRMaj... inputs) {
    Forward forward = new Forward(inputs);
    workspace.release(forward.convolved);
    idleMaxima = forward.maxima;
    return forward.pooled;
  }

  /** The maxima that the last application gave back, if they fit, or new ones. */
  private byte[][] takeMaxima(int filters, int windows) {
    byte[][] maxima = idleMaxima;
    idleMaxima = null;
    return maxima != null && maxima.length == filters && maxima[0].length >= windows
        ? maxima
        : new byte[filters][windows];
  }

  /** One application of the block: its value and what the way back needs. */
  private final class Forward {

    final int filters;
    final DMatrixRMaj pooled;
    private DMatrixRMaj convolved;
    private final double[] gamma;
    private final Moments[] moments;
    private final byte[][] maxima;

    Forward(DMatrixRMaj... inputs) {
      DMatrixRMaj x = inputs[0];
      DMatrixRMaj w = inputs[1];
      convolution.requireShapes(x, w);
      BatchNormalization.requireColumn("gamma", inputs[2], w.numRows);
      BatchNormalization.requireColumn("beta", inputs[3], w.numRows);
      filters = w.numRows;
      gamma = inputs[2].data;
      double[] beta = inputs[3].data;
      int images = pooling.images(x.numCols);
      convolved = workspace.take(filters, x.numCols);
      convolution.value(x, w, convolved);
      pooled = workspace.take(filters, pooling.windows(images));
      moments = new Moments[filters];
      maxima = takeMaxima(filters, pooling.windows(images));
      workers.run(
          filters,
          (f, worker) -> {
            int start = f * x.numCols;
            moments[f] =
                training
                    ? Moments.of(convolved.data, start, x.numCols)
                    : new Moments(statistics.mean().data[f], statistics.variance().data[f]);
            pooling.pool(
                convolved.data,
                start,
                images,
                moments[f].mean(),
                gamma[f] * inverseDeviation(moments[f]),
                beta[f],
                pooled.data,
                f * pooled.numCols,
                maxima[f]);
          });
      if (training) {
        for (int f = 0; f < filters; f++) {
          statistics.observe(f, x.numCols, moments[f].mean(), moments[f].variance());
        }
      }
    }

    /** Overwrites the convolution's value with the gradient with respect to it. */
    DMatrixRMaj pullToConvolution(DMatrixRMaj gradient, DMatrixRMaj scale, DMatrixRMaj shift) {
      if (convolved == null) {
        throw new IllegalStateException(name() + ": its rule was already used; evaluate it again");
      }
      DMatrixRMaj result = convolved;
      convolved = null;
      int images = pooling.images(result.numCols);
      workers.run(
          filters,
          (f, worker) ->
              pooling.pull(
                  result.data,
                  f * result.numCols,
                  images,
                  moments[f].mean(),
                  inverseDeviation(moments[f]),
                  gamma[f],
                  training,
                  gradient.data,
                  f * gradient.numCols,
                  maxima[f],
                  f,
                  scale.data,
                  shift.data));
      idleMaxima = maxima;
      return result;
    }
  }

  private static double inverseDeviation(Moments moments) {
    return 1 / Math.sqrt(moments.variance() + BatchNormalization.EPSILON);
  }
}
