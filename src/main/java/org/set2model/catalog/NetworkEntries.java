package org.set2model.catalog;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.IDENTICAL_ROWS;
import static org.set2model.audit.Kind.MORE_DIMENSIONS_THAN_POINTS;
import static org.set2model.audit.Kind.NEARLY_EQUAL;
import static org.set2model.audit.Kind.ONE_EXAMPLE;
import static org.set2model.audit.Kind.ORDINARY;
import static org.set2model.audit.Kind.SIGNED_ZERO;
import static org.set2model.audit.Kind.TIES;
import static org.set2model.audit.Kind.TINY;
import static org.set2model.audit.Kind.ZEROS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Case;
import org.set2model.audit.Composition;
import org.set2model.audit.Draw;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;
import org.set2model.network.BatchNormalization;
import org.set2model.network.Convolution;
import org.set2model.network.ConvolutionBlock;
import org.set2model.network.Flatten;
import org.set2model.network.ImageShape;
import org.set2model.network.Linear;
import org.set2model.network.MaxPooling;
import org.set2model.network.PanelConvolution;
import org.set2model.network.PlainConvolutionBlock;
import org.set2model.network.ReLU;
import org.set2model.network.RowNormalization;
import org.set2model.network.RunningStatistics;

/** The layers, the fused block beside its composition, and whole embeddings. */
final class NetworkEntries {

  private static final Workers ALONE = new Workers(1);

  private static final List<Kind> IMAGES =
      List.of(ORDINARY, ZEROS, TINY, HUGE, TIES, SIGNED_ZERO, ONE_EXAMPLE);

  /**
   * Kinds for operations in sequence: without ties, because where several maxima tie at once the
   * sum of their subgradients need not lie between the slopes of the sum.
   */
  private static final List<Kind> UNTIED_IMAGES =
      List.of(ORDINARY, TINY, HUGE, SIGNED_ZERO, ONE_EXAMPLE);

  static final Formula CONVOLUTION =
      new Formula("Y_f(y, x) = ∑_{c, a, b} W_{f c}(a, b) X_c(y + a, x + b)");

  static final Formula NORMALIZATION = new Formula("y_m = γ frac{x_m − μ}{sqrt{v + ε}} + β");

  static final Formula RECTIFIER = new Formula("y = max(0, x)");

  static final Formula POOLING = new Formula("Y(i, j) = max_{a, b = 0, 1} X(2 i + a, 2 j + b)");

  static final Formula LENGTH_ONE = new Formula("y_n = frac{x_n}{‖x_n‖}");

  static final Formula LINEAR = new Formula("Y = X W^⊤ + 1 b");

  static final Formula BLOCK = new Formula("Z = maxpool(max(0, batchnorm(X ∗ W; γ, β)))");

  static final Formula EMBEDDING =
      new Formula("d = frac{A h + b}{‖A h + b‖},  h_0 = x,  h_i = block_i(h_{i−1})");

  private static final Set<Class<? extends Operation>> PLAIN =
      Set.of(Convolution.class, BatchNormalization.class, ReLU.class, MaxPooling.class);

  private NetworkEntries() {}

  static List<Entry> entries() {
    return List.of(
        new Entry(
                "plain convolution 3x3",
                CONVOLUTION,
                "arXiv 1603.07285",
                "real matrices; zero padding",
                Set.of(Convolution.class),
                IMAGES,
                draw -> {
                  ImageShape shape = smallShape(draw);
                  return convolution(draw, new Convolution(shape), shape)
                      .plainly(PlainLayers.convolution(shape));
                })
            .withPlainForm(),
        new Entry(
            "convolution 3x3",
            CONVOLUTION,
            "arXiv 1603.07285",
            "real matrices; zero padding",
            Set.of(PanelConvolution.class),
            IMAGES,
            draw -> {
              ImageShape shape = smallShape(draw);
              return convolution(draw, new PanelConvolution(shape, ALONE), shape);
            }),
        new Entry(
                "batch normalization (training)",
                NORMALIZATION,
                "arXiv 1502.03167, algorithm 1",
                "real matrices; statistics of the batch",
                Set.of(BatchNormalization.class),
                IMAGES,
                draw -> normalization(draw, true))
            .withPlainForm(),
        new Entry(
                "batch normalization (evaluation)",
                NORMALIZATION,
                "arXiv 1502.03167, algorithm 2",
                "real matrices; given statistics",
                Set.of(BatchNormalization.class),
                IMAGES,
                draw -> normalization(draw, false))
            .withPlainForm(),
        new Entry(
                "ReLU",
                RECTIFIER,
                "arXiv 1502.01852, section 2.1",
                "real matrices; a kink at 0",
                Set.of(ReLU.class),
                Kind.ALL,
                draw ->
                    Case.of(new ReLU(), Argument.of("x", draw.matrix(draw.rows(), draw.columns())))
                        .branching(in -> Branches.positive(in[0]))
                        .plainly(PlainOperations.rectifier()))
            .withPlainForm(),
        new Entry(
                "max-pooling 2x2",
                POOLING,
                "arXiv 1603.07285, section 1.2",
                "real matrices; kinks where entries tie",
                Set.of(MaxPooling.class),
                IMAGES,
                NetworkEntries::pooling)
            .withPlainForm(),
        new Entry(
                "convolution block (training)",
                BLOCK,
                "arXiv 1502.03167 and 1603.07285; [S2M, section 4]",
                "real matrices in which no two maxima tie",
                Set.of(ConvolutionBlock.class),
                UNTIED_IMAGES,
                draw -> block(draw, true, true))
            .withPlainForm(),
        new Entry(
                "convolution block (evaluation)",
                BLOCK,
                "arXiv 1502.03167 and 1603.07285; [S2M, section 4]",
                "real matrices in which no two maxima tie",
                Set.of(ConvolutionBlock.class),
                UNTIED_IMAGES,
                draw -> block(draw, false, true))
            .withPlainForm(),
        new Entry(
            "four operations of a block (training)",
            BLOCK,
            "arXiv 1502.03167 and 1603.07285; [S2M, section 4]",
            "real matrices in which no two maxima tie",
            PLAIN,
            UNTIED_IMAGES,
            draw -> block(draw, true, false)),
        new Entry(
            "four operations of a block (evaluation)",
            BLOCK,
            "arXiv 1502.03167 and 1603.07285; [S2M, section 4]",
            "real matrices in which no two maxima tie",
            PLAIN,
            UNTIED_IMAGES,
            draw -> block(draw, false, false)),
        new Entry(
                "flatten",
                new Formula("Y_{n, c P + p} = X_{c, n P + p}"),
                "arXiv 1502.05767, section 3.2",
                "real matrices",
                Set.of(Flatten.class),
                IMAGES,
                draw -> {
                  ImageShape shape = new ImageShape(draw.integer(1, 3), draw.integer(1, 3));
                  return Case.of(
                          new Flatten(shape),
                          Argument.of(
                              "x",
                              draw.matrix(draw.integer(1, 3), draw.integer(1, 3) * shape.pixels())))
                      .plainly(PlainLayers.flatten(shape));
                })
            .withPlainForm(),
        new Entry(
                "linear",
                LINEAR,
                "arXiv 1502.05767, section 3.2",
                "real matrices",
                Set.of(Linear.class),
                Kind.ALL,
                draw -> {
                  int features = draw.columns();
                  int outputs = draw.integer(1, 4);
                  return Case.of(
                          new Linear(),
                          Argument.of("x", draw.matrix(draw.rows(), features)),
                          Argument.of("w", draw.ordinary(outputs, features)),
                          Argument.of("b", draw.shift(1, outputs)))
                      .plainly(PlainLayers.linear());
                })
            .withPlainForm(),
        new Entry(
                "row normalization",
                LENGTH_ONE,
                "[S2M, section 3]",
                "rows other than zero, of at least two entries",
                Set.of(RowNormalization.class),
                List.of(
                    ORDINARY,
                    IDENTICAL_ROWS,
                    NEARLY_EQUAL,
                    TINY,
                    HUGE,
                    ONE_EXAMPLE,
                    MORE_DIMENSIONS_THAN_POINTS),
                draw ->
                    Case.of(
                            new RowNormalization(),
                            Argument.of("x", draw.matrix(draw.rows(), 1 + draw.columns())))
                        .plainly(PlainLayers.rowNormalization()))
            .withPlainForm(),
        new Entry(
                "embedding",
                EMBEDDING,
                "[S2M, section 3]",
                "real matrices in which no two maxima tie",
                Set.of(ConvolutionBlock.class, Flatten.class, Linear.class, RowNormalization.class),
                List.of(ORDINARY, HUGE),
                draw -> {
                  SmallNetwork network = new SmallNetwork(draw);
                  return embedding(draw, network, network::embed)
                      .plainly(PlainLayers.embedding(network.side(), network.blocks()));
                })
            .withPlainForm(),
        new Entry(
            "embedding of four operations a block",
            EMBEDDING,
            "[S2M, section 3]",
            "real matrices in which no two maxima tie",
            PLAIN,
            List.of(ORDINARY, HUGE),
            draw -> {
              SmallNetwork network = new SmallNetwork(draw);
              return embedding(draw, network, network::plainEmbed);
            }));
  }

  private static ImageShape smallShape(Draw draw) {
    return new ImageShape(draw.integer(1, 4), draw.integer(1, 4));
  }

  private static Case convolution(Draw draw, Operation convolution, ImageShape shape) {
    int channels = draw.integer(1, 2);
    return Case.of(
        convolution,
        Argument.of("x", draw.matrix(channels, draw.integer(1, 3) * shape.pixels())),
        Argument.of("w", draw.ordinary(draw.integer(1, 3), 9 * channels)));
  }

  private static Case normalization(Draw draw, boolean training) {
    int channels = draw.integer(1, 3);
    int values = draw.kind() == ONE_EXAMPLE ? 1 : draw.integer(2, 12);
    RunningStatistics running =
        training ? new RunningStatistics(channels) : statistics(draw, channels);
    return Case.of(
            training
                ? BatchNormalization.training(running)
                : BatchNormalization.evaluation(running),
            Argument.of("x", draw.matrix(channels, values)),
            Argument.of("gamma", draw.ordinary(channels, 1)),
            Argument.of("beta", draw.shift(channels, 1)))
        .plainly(
            training ? PlainLayers.batchNormalization() : PlainLayers.batchNormalization(running));
  }

  static RunningStatistics statistics(Draw draw, int channels) {
    RunningStatistics statistics = new RunningStatistics(channels);
    statistics.mean().setTo(draw.shift(channels, 1));
    statistics.variance().setTo(draw.positive(channels, 1, 1));
    return statistics;
  }

  private static Case pooling(Draw draw) {
    ImageShape shape = new ImageShape(draw.integer(2, 5), draw.integer(2, 5));
    MaxPooling pooling = new MaxPooling(shape);
    return Case.of(
            pooling,
            Argument.of("x", draw.matrix(draw.integer(1, 2), draw.integer(1, 2) * shape.pixels())))
        .branching(in -> pooling.maxima(in[0]))
        .plainly(PlainLayers.pooling(shape));
  }

  private static Case block(Draw draw, boolean training, boolean fused) {
    ImageShape shape = new ImageShape(draw.integer(2, 5), draw.integer(2, 5));
    int channels = draw.integer(1, 2);
    int filters = draw.integer(1, 2);
    int images = draw.kind() == ONE_EXAMPLE ? 1 : draw.integer(2, 3);
    RunningStatistics statistics = statistics(draw, filters);
    BatchNormalization normalization =
        training
            ? BatchNormalization.training(statistics)
            : BatchNormalization.evaluation(statistics);
    PlainConvolutionBlock plain = new PlainConvolutionBlock(shape, normalization);
    Workspace workspace = new Workspace();
    Operation operation =
        fused
            ? training
                ? ConvolutionBlock.training(shape, statistics, ALONE, workspace)
                : ConvolutionBlock.evaluation(shape, statistics, ALONE, workspace)
            : new Composition(
                "four operations of a block", in -> plain.apply(in[0], in[1], in[2], in[3]));
    return Case.of(
            operation,
            Argument.of("x", draw.matrix(channels, images * shape.pixels())),
            Argument.of("w", draw.ordinary(filters, 9 * channels)),
            Argument.of("gamma", draw.ordinary(filters, 1)),
            Argument.of("beta", draw.shift(filters, 1)))
        .branching(
            in -> {
              Variable[] constants =
                  Arrays.stream(in).map(Variable::constant).toArray(Variable[]::new);
              DMatrixRMaj y =
                  plain.normalized(constants[0], constants[1], constants[2], constants[3]).value();
              return Branches.positiveMaxima(y, new MaxPooling(shape).maxima(y));
            })
        .plainly(fused ? PlainLayers.block(shape, training ? null : statistics) : null);
  }

  private static Case embedding(
      Draw draw, SmallNetwork network, BiFunction<Variable, List<Variable>, Variable> embedding) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.of("images", network.images(draw, draw.integer(2, 3))));
    arguments.addAll(network.arguments(draw));
    return Case.of(
            new Composition(
                "embedding", in -> embedding.apply(in[0], Arrays.asList(in).subList(1, in.length))),
            arguments.toArray(Argument[]::new))
        .branching(
            in -> network.branches(in[0], Arrays.asList(in).subList(1, in.length)).toArray());
  }
}
