package org.set2model.catalog;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.ONE_EXAMPLE;
import static org.set2model.audit.Kind.ORDINARY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Case;
import org.set2model.audit.Composition;
import org.set2model.audit.Draw;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.autodiff.Broadcast;
import org.set2model.autodiff.ElementwiseFunction;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.metalearning.InnerProductHead;
import org.set2model.metalearning.MixtureHead;
import org.set2model.metalearning.ScoringHead;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.mixture.SeededStart;
import org.set2model.network.ConvolutionBlock;
import org.set2model.network.Flatten;
import org.set2model.network.Linear;
import org.set2model.network.RowNormalization;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.MaximumInnerProduct;
import org.set2model.scoring.MeanInnerProduct;
import org.set2model.scoring.NearestNeighborScorer;

/**
 * The whole loss of a tuple, through embedding, learning the concept and scoring, with respect to
 * every parameter of the network and of the head.
 */
final class MetaLearningEntries {

  /**
   * Tiny images are left out: batch normalization's epsilon outweighs them, the loss is constant to
   * fifteen digits, and no difference of it tells a derivative.
   */
  private static final List<Kind> KINDS = List.of(ORDINARY, ONE_EXAMPLE, HUGE);

  /**
   * With one example, the scores of a Gaussian are affine in one number, and the histogram loss,
   * which is invariant, has the derivative zero with respect to the prior: there is only rounding
   * to compare.
   */
  private static final List<Kind> SEVERAL_EXAMPLES = List.of(ORDINARY, HUGE);

  private static final Set<Class<? extends Operation>> COMMON =
      Set.of(
          ConvolutionBlock.class,
          Flatten.class,
          Linear.class,
          RowNormalization.class,
          RowSelection.class,
          ElementwiseFunction.class,
          ScalarMultiplication.class);

  /** How often images are drawn anew on which the loss has no slope. */
  private static final int ATTEMPTS = 50;

  /** A head for descriptors of a length. */
  private record Model(
      String name, IntFunction<ScoringHead> head, Set<Class<? extends Operation>> operations) {}

  private static final List<Model> MODELS =
      List.of(
          new Model(
              "Gauss",
              dimensions -> new MixtureHead(FitOptions.unrolled(1, 0), dimensions, 2, 0.5, 0.5),
              Set.of(GaussianFit.class, LogDensity.class, Broadcast.class)),
          new Model(
              "GMM2",
              dimensions -> new MixtureHead(FitOptions.unrolled(2, 3), dimensions, 2, 0.5, 0.5),
              Set.of(MixtureStart.class, MixtureFit.class, LogDensity.class, Broadcast.class)),
          new Model(
              "AVG",
              dimensions -> new InnerProductHead(new AverageScorer(), 10),
              Set.of(MeanInnerProduct.class)),
          new Model(
              "NN",
              dimensions -> new InnerProductHead(new NearestNeighborScorer(), 10),
              Set.of(MaximumInnerProduct.class)));

  private MetaLearningEntries() {}

  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Model model : MODELS) {
      entries.add(entry(model, true));
      entries.add(entry(model, false));
    }
    return entries;
  }

  private static Entry entry(Model model, boolean histogram) {
    Set<Class<? extends Operation>> operations = new HashSet<>(COMMON);
    operations.addAll(model.operations);
    operations.add(histogram ? HistogramLoss.class : PairwiseLogisticLoss.class);
    return new Entry(
        "meta-learning loss: " + model.name + (histogram ? ", histogram" : ", logistic"),
        new Formula("L(w) = loss(s(f(Z^{+}; w) | f(X; w)), s(f(Z^−; w) | f(X; w)))"),
        histogram ? "[S2M, eq. 1-7]" : "[S2M, eq. 1-5]",
        "parameters real; kinks of its parts; the start's points held fixed",
        Set.copyOf(operations),
        histogram ? SEVERAL_EXAMPLES : KINDS,
        draw -> new Tuple(draw, model, histogram).toCase());
  }

  /** A small network, a head, a loss and one tuple of images. */
  private static final class Tuple {

    private final SmallNetwork network;
    private final ScoringHead head;
    private final List<Argument> arguments;
    private DMatrixRMaj images;
    private final int[] support;
    private final int[] relevant;
    private final int[] irrelevant;
    private final boolean histogram;
    private final int bins;
    private final long seed;

    Tuple(Draw draw, Model model, boolean histogram) {
      this.histogram = histogram;
      network = new SmallNetwork(draw);
      head = model.head.apply(network.dimensions());
      arguments = network.arguments(draw);
      for (Parameter parameter : learned()) {
        arguments.add(
            Argument.of(parameter.name().replace('.', '_').replace('-', '_'), parameter.value()));
      }
      int first = draw.kind() == ONE_EXAMPLE ? 1 : draw.integer(3, 5);
      int second = first + draw.integer(3, 4);
      int third = second + draw.integer(3, 4);
      support = IntStream.range(0, first).toArray();
      relevant = IntStream.range(first, second).toArray();
      irrelevant = IntStream.range(second, third).toArray();
      bins = draw.integer(3, 10);
      seed = draw.seed();
      images = network.images(draw, third);
      for (int attempt = 1; attempt < ATTEMPTS && isFlat(); attempt++) {
        images = network.images(draw, third);
      }
    }

    /** Whether no relevant and irrelevant score share a cell of the histogram. */
    private boolean isFlat() {
      if (!histogram) {
        return false;
      }
      Variable[] constants =
          arguments.stream().map(a -> Variable.constant(a.value())).toArray(Variable[]::new);
      double wrongPairs = loss(constants).scalar() * relevant.length * irrelevant.length;
      return Math.abs(wrongPairs - Math.rint(wrongPairs)) < 1e-9;
    }

    /**
     * The head's parameters, without the scale of the scores, which stands first, for a loss that
     * is invariant to it.
     */
    private List<Parameter> learned() {
      List<Parameter> parameters = head.parameters();
      return histogram ? parameters.subList(1, parameters.size()) : parameters;
    }

    Case toCase() {
      return Case.of(
              new Composition("meta-learning loss", this::loss), arguments.toArray(Argument[]::new))
          .branching(this::branches);
    }

    private Variable loss(Variable[] in) {
      Variable[] scores = scores(in);
      return histogram
          ? HistogramLoss.histogramLoss(scores[0], scores[1], bins)
          : PairwiseLogisticLoss.pairwiseLogisticLoss(scores[0], scores[1]);
    }

    private Variable descriptors(Variable[] in) {
      return network.embed(
          Variable.constant(images), Arrays.asList(in).subList(0, network.parameters()));
    }

    /** Scores of the relevant and of the irrelevant images, as the trainer makes them. */
    private Variable[] scores(Variable[] in) {
      List<Variable> headLeaves = new ArrayList<>();
      if (histogram) {
        headLeaves.add(Variable.constant(head.parameters().get(0).value()));
      }
      headLeaves.addAll(Arrays.asList(in).subList(network.parameters(), in.length));
      Variable descriptors = descriptors(in);
      int[] queries =
          IntStream.concat(Arrays.stream(relevant), Arrays.stream(irrelevant)).toArray();
      Variable scores =
          ScalarMultiplication.multiply(
              head.scale(headLeaves),
              head.scorer(headLeaves, seed)
                  .scores(
                      RowSelection.select(descriptors, support),
                      RowSelection.select(descriptors, queries)));
      return new Variable[] {
        RowSelection.select(scores, IntStream.range(0, relevant.length).toArray()),
        RowSelection.select(scores, IntStream.range(relevant.length, queries.length).toArray())
      };
    }

    private List<Object> branches(DMatrixRMaj[] in) {
      Variable[] constants = Arrays.stream(in).map(Variable::constant).toArray(Variable[]::new);
      DMatrixRMaj descriptors = descriptors(constants).value();
      DMatrixRMaj examples = RowSelection.selected(descriptors, support);
      DMatrixRMaj ones = new DMatrixRMaj(examples.numRows, 1);
      ones.fill(1);
      Variable[] scores = scores(constants);
      List<Object> branches = new ArrayList<>();
      network
          .branches(images, Arrays.asList(in).subList(0, network.parameters()))
          .forEach(maxima -> branches.add(Arrays.hashCode(maxima)));
      branches.add(Arrays.hashCode(SeededStart.chooseIndices(examples, ones, 2, seed)));
      branches.add(
          Arrays.hashCode(
              MaximumInnerProduct.nearest(
                  examples,
                  RowSelection.selected(
                      descriptors,
                      IntStream.concat(Arrays.stream(relevant), Arrays.stream(irrelevant))
                          .toArray()))));
      if (histogram) {
        branches.add(Branches.cells(scores[0].value(), scores[1].value(), bins));
      }
      return branches;
    }
  }
}
