package org.set2model.catalog;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Draw;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.BatchNormalization;
import org.set2model.network.Flatten;
import org.set2model.network.ImageShape;
import org.set2model.network.Linear;
import org.set2model.network.MaxPooling;
import org.set2model.network.Network;
import org.set2model.network.PlainConvolutionBlock;
import org.set2model.network.RowNormalization;
import org.set2model.network.RunningStatistics;

/**
 * A network small enough to be checked, and the same network composed of plain operations, which
 * tells the branches that the fused one takes.
 */
final class SmallNetwork {

  private static final Workers ALONE = new Workers(1);

  /** Enough for ReLU not to silence all of them for an image. */
  private static final int FILTERS = 3;

  private final Architecture architecture;
  private final Network network;

  SmallNetwork(Draw draw) {
    int blocks = draw.integer(1, 2);
    architecture = new Architecture(draw.integer(4, 5), blocks, FILTERS, draw.integer(3, 4));
    network = new Network(architecture, draw.seed(), ALONE);
  }

  /** A number of images. */
  DMatrixRMaj images(Draw draw, int count) {
    return draw.matrix(1, count * architecture.side() * architecture.side());
  }

  /** The parameters at random values near those that training starts from. */
  List<Argument> arguments(Draw draw) {
    List<Argument> arguments = new ArrayList<>();
    for (Parameter parameter : network.parameters()) {
      DMatrixRMaj value = parameter.value().copy();
      DMatrixRMaj noise = draw.ordinary(value.numRows, value.numCols);
      for (int i = 0; i < value.getNumElements(); i++) {
        value.data[i] += 0.2 * noise.data[i];
      }
      arguments.add(Argument.of(identifier(parameter.name()), value));
    }
    return arguments;
  }

  private static String identifier(String name) {
    return name.replace('.', '_');
  }

  int side() {
    return architecture.side();
  }

  int blocks() {
    return architecture.blocks();
  }

  int parameters() {
    return network.parameters().size();
  }

  int dimensions() {
    return architecture.dimensions();
  }

  /** The network's own embedding of a training batch. */
  Variable embed(Variable images, List<Variable> parameters) {
    return network.embed(images, parameters);
  }

  /** The same embedding, of plain operations. */
  Variable plainEmbed(Variable images, List<Variable> parameters) {
    Variable h = images;
    for (int b = 0; b < architecture.blocks(); b++) {
      h = plainBlock(h, parameters.subList(3 * b, 3 * b + 3), shape(b));
    }
    Variable features = Flatten.flatten(h, shape(architecture.blocks()));
    int at = 3 * architecture.blocks();
    return RowNormalization.normalize(
        Linear.map(features, parameters.get(at), parameters.get(at + 1)));
  }

  /** A block in training mode, of plain operations. */
  static Variable plainBlock(Variable x, List<Variable> parameters, ImageShape shape) {
    return block(parameters, shape)
        .apply(x, parameters.get(0), parameters.get(1), parameters.get(2));
  }

  private static PlainConvolutionBlock block(List<Variable> parameters, ImageShape shape) {
    RunningStatistics statistics = new RunningStatistics(parameters.get(0).rows());
    return new PlainConvolutionBlock(shape, BatchNormalization.training(statistics));
  }

  /** The branches of all blocks. */
  List<int[]> branches(DMatrixRMaj images, List<DMatrixRMaj> parameters) {
    List<Variable> constants = parameters.stream().map(Variable::constant).toList();
    List<int[]> branches = new ArrayList<>();
    Variable h = Variable.constant(images);
    for (int b = 0; b < architecture.blocks(); b++) {
      List<Variable> own = constants.subList(3 * b, 3 * b + 3);
      DMatrixRMaj y =
          block(own, shape(b)).normalized(h, own.get(0), own.get(1), own.get(2)).value();
      branches.add(Branches.positiveMaxima(y, new MaxPooling(shape(b)).maxima(y)));
      h = plainBlock(h, own, shape(b));
    }
    return branches;
  }

  private ImageShape shape(int block) {
    return new ImageShape(architecture.side() >> block, architecture.side() >> block);
  }
}
