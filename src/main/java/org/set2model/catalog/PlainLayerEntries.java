package org.set2model.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Comparison;
import org.set2model.audit.Composition;
import org.set2model.audit.Draw;
import org.set2model.audit.Formula;
import org.set2model.audit.OperationCheck;
import org.set2model.audit.PlainCase;
import org.set2model.audit.PlainEntry;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.image.Augmentation;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;
import org.set2model.network.Architecture;
import org.set2model.network.BatchNormalization;
import org.set2model.network.Convolution;
import org.set2model.network.ConvolutionBlock;
import org.set2model.network.ImageShape;
import org.set2model.network.Linear;
import org.set2model.network.MaxPooling;
import org.set2model.network.Network;
import org.set2model.network.PanelConvolution;
import org.set2model.network.PlainConvolutionBlock;
import org.set2model.network.ReLU;
import org.set2model.network.RowNormalization;
import org.set2model.network.RunningStatistics;
import org.set2model.network.WarpedEmbedding;

/**
 * The layers at the sizes at which their kernels take another path: more than one band of 512
 * pixels, more bands than the 8 parts of a sum, a share of them that differs from part to part,
 * more than one worker, from 8 channels on, 8 of them at a time and a rest, 4 filters at a time and
 * a rest, 48 pixels at a time and a rest, and memory that an application of another size has left.
 */
final class PlainLayerEntries {

  /** Shared by all cases; a case's tasks are told from another's by their call. */
  private static final Workers THREE = new Workers(3);

  private PlainLayerEntries() {}

  static List<PlainEntry> entries() {
    return List.of(
        new PlainEntry(
            "convolution 3x3",
            NetworkEntries.CONVOLUTION,
            "arXiv 1603.07285",
            List.of(
                new PlainCase(
                    "1 channel, 9 filters, 6 images of 28x28: 10 bands in 8 parts",
                    draw -> convolution(draw, 1, 9, 6, new ImageShape(28, 28))),
                new PlainCase(
                    "8 channels, 5 filters, 5 images of 30x30: 9 bands in 8 parts",
                    draw -> convolution(draw, 8, 5, 5, new ImageShape(30, 30))),
                new PlainCase(
                    "7 channels, 17 filters, 3 images of 9x11",
                    draw -> convolution(draw, 7, 17, 3, new ImageShape(9, 11))),
                new PlainCase(
                    "18 channels, 6 filters, 2 images of 7x5",
                    draw -> convolution(draw, 18, 6, 2, new ImageShape(7, 5))),
                new PlainCase(
                    "2 channels, rows of 600 pixels",
                    draw -> convolution(draw, 2, 3, 2, new ImageShape(2, 600))),
                new PlainCase(
                    "9 channels, rows of 600 pixels",
                    draw -> convolution(draw, 9, 2, 1, new ImageShape(3, 600))),
                new PlainCase(
                    "few channels, fewer and more again, in the memory of one convolution",
                    draw -> convolutions(draw, new int[][] {{3, 9, 5}, {1, 2, 1}, {3, 9, 5}})),
                new PlainCase(
                    "many channels, fewer and more again, in the memory of one convolution",
                    draw -> convolutions(draw, new int[][] {{11, 9, 5}, {8, 3, 1}, {12, 9, 5}})))),
        new PlainEntry(
            "linear",
            NetworkEntries.LINEAR,
            "arXiv 1502.05767, section 3.2",
            List.of(
                new PlainCase("4 x 4 times 4 x 4", draw -> linear(draw, 4, 4, 4)),
                new PlainCase("4 and 1 rows, 4 and 3 inner", draw -> linear(draw, 5, 7, 6)),
                new PlainCase("8 and 3 rows, 12 and 2 inner", draw -> linear(draw, 11, 14, 9)),
                new PlainCase(
                    "70 rows, 131 inner, 65 outputs", draw -> linear(draw, 70, 131, 65)))),
        new PlainEntry(
            "row normalization",
            NetworkEntries.LENGTH_ONE,
            "[S2M, section 3]",
            List.of(
                new PlainCase("rows of 1e-200 and 1e200", PlainLayerEntries::farRows),
                new PlainCase("a row of zeros", PlainLayerEntries::zeroRow))),
        new PlainEntry(
            "ReLU",
            NetworkEntries.RECTIFIER,
            "arXiv 1502.01852, section 2.1",
            List.of(new PlainCase("what is not a number stays so", draw -> notANumber()))),
        new PlainEntry(
            "max-pooling 2x2",
            NetworkEntries.POOLING,
            "arXiv 1603.07285, section 1.2",
            List.of(
                new PlainCase("the first of tied entries counts", PlainLayerEntries::tiedPooling))),
        new PlainEntry(
            "batch normalization (training)",
            NetworkEntries.NORMALIZATION,
            "arXiv 1502.03167, algorithm 1",
            List.of(
                new PlainCase("8 values at a time and a rest", draw -> normalization(draw, 1037)),
                new PlainCase("whole groups of 8 values", draw -> normalization(draw, 64)))),
        new PlainEntry(
            "running statistics",
            new Formula("m ← 0.9 m + 0.1 μ,  V ← 0.9 V + 0.1 frac{M}{M − 1} v"),
            "arXiv 1502.03167, algorithm 2",
            List.of(
                new PlainCase("batches of 1 and 21 values", PlainLayerEntries::runningStatistics))),
        new PlainEntry(
            "convolution block (training)",
            NetworkEntries.BLOCK,
            "arXiv 1502.03167 and 1603.07285; [S2M, section 4]",
            List.of(
                new PlainCase(
                    "1 channel, 9 filters, 8 images of 20x20",
                    draw -> block(draw, true, 1, 9, 8, new ImageShape(20, 20))),
                new PlainCase(
                    "9 channels, 5 filters, 3 images of 7x9",
                    draw -> block(draw, true, 9, 5, 3, new ImageShape(7, 9))),
                new PlainCase(
                    "fewer images and more again, in the memory of one block",
                    draw -> blocks(draw, 5, 2, 6)),
                new PlainCase(
                    "ties, as the four operations have them", PlainLayerEntries::tiedBlock))),
        new PlainEntry(
            "convolution block (evaluation)",
            NetworkEntries.BLOCK,
            "arXiv 1502.03167 and 1603.07285; [S2M, section 4]",
            List.of(
                new PlainCase(
                    "1 channel, 9 filters, 8 images of 20x20",
                    draw -> block(draw, false, 1, 9, 8, new ImageShape(20, 20))),
                new PlainCase(
                    "9 channels, 5 filters, 3 images of 7x9",
                    draw -> block(draw, false, 9, 5, 3, new ImageShape(7, 9))))),
        new PlainEntry(
            "embedding",
            NetworkEntries.EMBEDDING,
            "[S2M, section 3]",
            List.of(
                new PlainCase(
                    "10 images of 16x16, 2 blocks of 9 filters", PlainLayerEntries::embedding),
                new PlainCase(
                    "70 images to rank, against one at a time", PlainLayerEntries::evaluation),
                new PlainCase("averaged over 3 warps", PlainLayerEntries::warps))));
  }

  private static Comparison convolution(
      Draw draw, int channels, int filters, int images, ImageShape shape) {
    return Comparison.of(
        new PanelConvolution(shape, THREE),
        new Convolution(shape),
        draw.seed(),
        draw.ordinary(channels, images * shape.pixels()),
        draw.ordinary(filters, 9 * channels));
  }

  /**
   * Several applications of one convolution.
   *
   * @param sizes channels, filters and images of each
   */
  private static Comparison convolutions(Draw draw, int[][] sizes) {
    ImageShape shape = new ImageShape(16, 15);
    Operation convolution = new PanelConvolution(shape, THREE);
    Comparison comparison = new Comparison();
    for (int[] size : sizes) {
      comparison.add(
          convolution,
          new Convolution(shape),
          draw.seed(),
          draw.ordinary(size[0], size[2] * shape.pixels()),
          draw.ordinary(size[1], 9 * size[0]));
    }
    return comparison;
  }

  private static Comparison linear(Draw draw, int rows, int features, int outputs) {
    return Comparison.of(
        new Linear(),
        PlainLayers.linear(),
        draw.seed(),
        draw.ordinary(rows, features),
        draw.ordinary(outputs, features),
        draw.ordinary(1, outputs));
  }

  private static Comparison normalization(Draw draw, int values) {
    return Comparison.of(
        BatchNormalization.training(new RunningStatistics(3)),
        PlainLayers.batchNormalization(),
        draw.seed(),
        draw.ordinary(3, values),
        draw.ordinary(3, 1),
        draw.ordinary(3, 1));
  }

  /** The length of a row has no effect but that its gradient is divided by it. */
  private static Comparison farRows(Draw draw) {
    DMatrixRMaj x = draw.ordinary(2, 5);
    DMatrixRMaj upstream = draw.ordinary(2, 5);
    Operation normalization = new RowNormalization();
    DMatrixRMaj value = PlainLayers.rowNormalization().value(x);
    DMatrixRMaj product =
        OperationCheck.products(PlainLayers.rowNormalization(), new DMatrixRMaj[] {x}, upstream)[0];
    Comparison comparison = new Comparison();
    for (double size : new double[] {1e-200, 1e200}) {
      DMatrixRMaj far = ScalarMultiplication.scaled(size, x);
      DMatrixRMaj[] products =
          OperationCheck.products(normalization, new DMatrixRMaj[] {far}, upstream);
      comparison
          .add("value", normalization.value(far), value)
          .add("gradient", ScalarMultiplication.scaled(size, products[0]), product);
    }
    return comparison;
  }

  /** It has no direction, and is left alone. */
  private static Comparison zeroRow(Draw draw) {
    DMatrixRMaj zeros = new DMatrixRMaj(1, 4);
    Operation normalization = new RowNormalization();
    DMatrixRMaj[] products =
        OperationCheck.products(normalization, new DMatrixRMaj[] {zeros}, draw.ordinary(1, 4));
    return new Comparison()
        .add("value", normalization.value(zeros), zeros)
        .add("gradient", products[0], zeros);
  }

  private static Comparison tiedPooling(Draw draw) {
    ImageShape shape = new ImageShape(6, 7);
    return Comparison.of(
        new MaxPooling(shape), PlainLayers.pooling(shape), draw.seed(), draw.wholes(2, 3 * 42));
  }

  /**
   * Of whole numbers the convolution is exact, so that whatever ties in one form ties in both. Of
   * blank images all maxima are zero, where ReLU lets nothing pass.
   */
  private static Comparison tiedBlock(Draw draw) {
    ImageShape shape = new ImageShape(6, 8);
    PlainConvolutionBlock plain =
        new PlainConvolutionBlock(shape, BatchNormalization.training(new RunningStatistics(2)));
    Operation four =
        new Composition("four operations", in -> plain.apply(in[0], in[1], in[2], in[3]));
    Operation block = block(true, shape, new RunningStatistics(2));
    DMatrixRMaj blank = new DMatrixRMaj(1, 2 * shape.pixels());
    DMatrixRMaj filters = draw.wholes(2, 9);
    return new Comparison()
        .add(
            block,
            four,
            draw.seed(),
            draw.wholes(1, 4 * shape.pixels()),
            filters,
            draw.ordinary(2, 1),
            draw.ordinary(2, 1))
        .add(block, four, draw.seed(), blank, filters, draw.ordinary(2, 1), new DMatrixRMaj(2, 1));
  }

  private static Comparison runningStatistics(Draw draw) {
    RunningStatistics running = new RunningStatistics(2);
    BatchNormalization normalization = BatchNormalization.training(running);
    DMatrixRMaj means = new DMatrixRMaj(2, 1);
    DMatrixRMaj variances = new DMatrixRMaj(2, 1);
    variances.fill(1);
    for (int count : new int[] {1, 21, 21}) {
      DMatrixRMaj x = draw.ordinary(2, count);
      normalization.value(x, draw.ordinary(2, 1), draw.ordinary(2, 1));
      for (int c = 0; c < 2; c++) {
        double[] values = Arrays.copyOfRange(x.data, c * count, (c + 1) * count);
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        means.data[c] = 0.9 * means.data[c] + 0.1 * mean;
        variances.data[c] = 0.9 * variances.data[c] + 0.1 * squares / Math.max(1, count - 1);
      }
    }
    return new Comparison()
        .add("mean", running.mean(), means)
        .add("variance", running.variance(), variances);
  }

  private static Comparison block(
      Draw draw, boolean training, int channels, int filters, int images, ImageShape shape) {
    RunningStatistics statistics = NetworkEntries.statistics(draw, filters);
    return Comparison.of(
        block(training, shape, statistics),
        PlainLayers.block(shape, training ? null : statistics),
        draw.seed(),
        blockInputs(draw, channels, filters, images, shape));
  }

  private static Operation block(boolean training, ImageShape shape, RunningStatistics statistics) {
    return training
        ? ConvolutionBlock.training(shape, statistics, THREE, new Workspace())
        : ConvolutionBlock.evaluation(shape, statistics, THREE, new Workspace());
  }

  private static DMatrixRMaj[] blockInputs(
      Draw draw, int channels, int filters, int images, ImageShape shape) {
    return new DMatrixRMaj[] {
      draw.ordinary(channels, images * shape.pixels()),
      draw.ordinary(filters, 9 * channels),
      draw.ordinary(filters, 1),
      draw.ordinary(filters, 1)
    };
  }

  /** Several applications of one block. */
  private static Comparison blocks(Draw draw, int... images) {
    ImageShape shape = new ImageShape(8, 9);
    Operation block = block(true, shape, new RunningStatistics(3));
    Comparison comparison = new Comparison();
    for (int count : images) {
      comparison.add(
          block,
          PlainLayers.block(shape, null),
          draw.seed(),
          blockInputs(draw, 2, 3, count, shape));
    }
    return comparison;
  }

  private static Comparison embedding(Draw draw) {
    Network network = new Network(new Architecture(16, 2, 9, 7), draw.seed(), THREE);
    List<DMatrixRMaj> inputs = new ArrayList<>();
    inputs.add(draw.ordinary(1, 10 * 16 * 16));
    network.parameters().stream().map(Parameter::value).forEach(inputs::add);
    return Comparison.of(
        new Composition(
            "embedding", in -> network.embed(in[0], Arrays.asList(in).subList(1, in.length))),
        PlainLayers.embedding(16, 2),
        draw.seed(),
        inputs.toArray(DMatrixRMaj[]::new));
  }

  /** In evaluation an image's descriptor does not depend on the images beside it. */
  private static Comparison evaluation(Draw draw) {
    Network network = new Network(new Architecture(8, 2, 3, 5), draw.seed(), THREE);
    network.statistics().forEach(own -> own.mean().setTo(draw.ordinary(3, 1)));
    byte[] ink = new byte[70 * 64];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) draw.integer(0, 255);
    }
    ImageSet images = ImageSet.of(8, ink);
    DMatrixRMaj apart = new DMatrixRMaj(images.size(), 5);
    IntStream.range(0, images.size())
        .forEach(
            n -> {
              double[] row = network.embed(images.select(new int[] {n})).data;
              System.arraycopy(row, 0, apart.data, 5 * n, 5);
            });
    return new Comparison().add("descriptors", network.embed(images), apart);
  }

  /** Of a NaN both value and gradient are NaN, and of zero both are zero: 1 if it is so. */
  private static Comparison notANumber() {
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, Double.NaN, 0);
    DMatrixRMaj value = new ReLU().value(x);
    DMatrixRMaj upstream = new DMatrixRMaj(1, 2, true, 1, 1);
    DMatrixRMaj product = OperationCheck.products(new ReLU(), new DMatrixRMaj[] {x}, upstream)[0];
    boolean stays = Double.isNaN(value.data[0]) && Double.isNaN(product.data[0]);
    boolean ends = value.data[1] == 0 && product.data[1] == 0;
    return new Comparison()
        .add("as it should be", Draw.scalar(stays && ends ? 1 : 0), Draw.scalar(1));
  }

  /** The mean of the descriptors of an image and of its warps, scaled to length one. */
  private static Comparison warps(Draw draw) {
    Network network = new Network(new Architecture(8, 1, 3, 5), draw.seed(), THREE);
    byte[] ink = new byte[4 * 64];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) draw.integer(0, 255);
    }
    ImageSet images = ImageSet.of(8, ink);
    Augmentation warp = new Augmentation(10, 1.12, 0.07, 0.12);
    DMatrixRMaj sum = network.embed(images);
    for (int w = 1; w < 3; w++) {
      DMatrixRMaj warped = network.embed(warp.apply(images, new SplittableRandom(w)));
      Arrays.setAll(sum.data, i -> sum.data[i] + warped.data[i]);
    }
    return new Comparison()
        .add(
            "descriptors",
            new WarpedEmbedding(network, 3).embed(images),
            PlainLayers.rowNormalization().value(sum));
  }
}
