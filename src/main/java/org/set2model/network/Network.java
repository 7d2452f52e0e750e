package org.set2model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Variable;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;

/**
 * The embedding f(x; w) of [S2M, section 3]: images to descriptors of length 1.
 *
 * <pre>
 *   h_0 = images,   h_b = ConvolutionBlock(h_b-1),   b = 1..blocks
 *   d = RowNormalization(Linear(Flatten(h_blocks)))
 * </pre>
 *
 * A network owns its parameters and the running statistics of its batch normalizations: training
 * normalizes by the statistics of the batch, evaluation by the running ones.
 *
 * <p>It is trained by one thread. While nothing changes it, any number of threads may embed images
 * at the same time: they share the parameters, and each has buffers of its own.
 */
public final class Network {

  /**
   * Images embedded at once in evaluation: enough to keep the workers busy, few enough for memory.
   */
  private static final int EVALUATION_BATCH = 64;

  private static final int PARAMETERS_PER_BLOCK = 3;

  private final Architecture architecture;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<RunningStatistics> statistics = new ArrayList<>();
  private final Workers workers;
  private final Pass training;
  private final Queue<Pass> idleEvaluations = new ConcurrentLinkedQueue<>();

  /**
   * A network with random filters and weights, normal with variance 2 / fan-in (He et al. 2015,
   * arXiv 1502.01852) for the blocks and 1 / fan-in for the linear map.
   *
   * @param seed determines all initial parameters
   * @param workers share the inner loops
   */
  public Network(Architecture architecture, long seed, Workers workers) {
    this.architecture = architecture;
    this.workers = workers;
    var random = new SplittableRandom(seed);
    int channels = 1;
    int filters = architecture.filters();
    for (int block = 0; block < architecture.blocks(); block++) {
      int fanIn = Patches.TAPS * channels;
      String prefix = "block" + (block + 1);
      add(prefix + ".filters", normal(filters, fanIn, Math.sqrt(2.0 / fanIn), random));
      add(prefix + ".gamma", filled(filters, 1, 1));
      add(prefix + ".beta", filled(filters, 1, 0));
      statistics.add(new RunningStatistics(filters));
      channels = filters;
    }
    int features = architecture.features();
    add(
        "linear.weights",
        normal(architecture.dimensions(), features, Math.sqrt(1.0 / features), random));
    add("linear.bias", filled(1, architecture.dimensions(), 0));
    training = new Pass(true);
  }

  private void add(String name, DMatrixRMaj value) {
    parameters.add(new Parameter(name, value));
  }

  private static DMatrixRMaj normal(
      int rows, int columns, double standardDeviation, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = standardDeviation * random.nextGaussian();
    }
    return matrix;
  }

  private static DMatrixRMaj filled(int rows, int columns, double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.fill(matrix.data, value);
    return matrix;
  }

  /** The shape of this network. */
  public Architecture architecture() {
    return architecture;
  }

  /** The parameters, block by block, then the linear map's. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** The running statistics of the blocks, in their order; live. */
  public List<RunningStatistics> statistics() {
    return List.copyOf(statistics);
  }

  /**
   * Descriptors of a training batch, normalized by its statistics, which the running statistics
   * take into account.
   *
   * @param images 1 x (N side side), one image after the other
   * @param leaves the parameters in their order, as variables
   * @return N x dimensions
   */
  public Variable embed(Variable images, List<Variable> leaves) {
    return training.embed(images, leaves);
  }

  /** Descriptors of images, size x dimensions, normalized by the running statistics. */
  public DMatrixRMaj embed(ImageSet images) {
    if (images.side() != architecture.side()) {
      throw new IllegalArgumentException(
          "images of side " + images.side() + " for a network of side " + architecture.side());
    }
    List<Variable> constants =
        parameters.stream().map(parameter -> Variable.constant(parameter.value())).toList();
    int dimensions = architecture.dimensions();
    DMatrixRMaj descriptors = new DMatrixRMaj(images.size(), dimensions);
    Pass idle = idleEvaluations.poll();
    Pass pass = idle == null ? new Pass(false) : idle;
    for (int first = 0; first < images.size(); first += EVALUATION_BATCH) {
      int count = Math.min(EVALUATION_BATCH, images.size() - first);
      DMatrixRMaj batch = pass.workspace.take(1, count * images.pixels());
      for (int n = 0; n < count; n++) {
        images.copyTo(first + n, batch.data, n * images.pixels());
      }
      DMatrixRMaj part = pass.embed(Variable.constant(batch), constants).value();
      System.arraycopy(part.data, 0, descriptors.data, first * dimensions, count * dimensions);
    }
    idleEvaluations.add(pass);
    return descriptors;
  }

  /** The blocks with the buffers of one thread at a time. */
  private final class Pass {

    final Workspace workspace = new Workspace();
    private final List<ConvolutionBlock> blocks = new ArrayList<>();

    Pass(boolean isTraining) {
      for (int block = 0; block < architecture.blocks(); block++) {
        ImageShape shape = architecture.shape(block);
        RunningStatistics running = statistics.get(block);
        blocks.add(
            isTraining
                ? ConvolutionBlock.training(shape, running, workers, workspace)
                : ConvolutionBlock.evaluation(shape, running, workers, workspace));
      }
    }

    Variable embed(Variable images, List<Variable> leaves) {
      Variable h = images;
      for (int b = 0; b < blocks.size(); b++) {
        int at = PARAMETERS_PER_BLOCK * b;
        Variable next =
            blocks.get(b).apply(h, leaves.get(at), leaves.get(at + 1), leaves.get(at + 2));
        release(h);
        h = next;
      }
      Variable features = Flatten.flatten(h, architecture.shape(blocks.size()));
      release(h);
      int at = PARAMETERS_PER_BLOCK * blocks.size();
      return RowNormalization.normalize(Linear.map(features, leaves.get(at), leaves.get(at + 1)));
    }

    /** What no gradient flows to is not needed on the way back. */
    private void release(Variable used) {
      if (used.isConstant()) {
        workspace.release(used.value());
      }
    }
  }

  /**
   * Takes over all that training changes.
   *
   * @param other of the same architecture
   */
  public void copyFrom(Network other) {
    List<Parameter> own = state();
    for (int i = 0; i < own.size(); i++) {
      own.get(i).value().setTo(other.state().get(i).value());
    }
  }

  /**
   * Rounds parameters and running statistics to the nearest 32-bit numbers, for files of half the
   * size. Descriptors change by about 1e-7.
   */
  public void roundToSingle() {
    for (Parameter matrix : state()) {
      double[] values = matrix.value().data;
      for (int i = 0; i < matrix.value().getNumElements(); i++) {
        values[i] = (float) values[i];
      }
    }
  }

  /**
   * All that training changes, by name: the parameters, then means and variances of the running
   * statistics; live.
   */
  public List<Parameter> state() {
    List<Parameter> state = new ArrayList<>(parameters);
    for (int b = 0; b < statistics.size(); b++) {
      String prefix = "block" + (b + 1);
      state.add(new Parameter(prefix + ".running-mean", statistics.get(b).mean()));
      state.add(new Parameter(prefix + ".running-variance", statistics.get(b).variance()));
    }
    return state;
  }
}
