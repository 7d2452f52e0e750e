package org.set2model.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.audit.Case;
import org.set2model.audit.Draw;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.audit.OperationCheck;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.gradcheck.HessianCheck;
import org.set2model.gradcheck.JacobianVectorCheck;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.argument.Argument;

/**
 * Derivatives in forward mode and of second order, of all functions of the catalog that have them:
 * two entries for each. In both a case is the function's {@link Tangent} at a point and along a
 * random tangent, which the contracts are about; what is held against differences is
 *
 * <ul>
 *   <li>in forward mode the tangent's value, for every input and output of the function;
 *   <li>in second order the tangent's product, as the product of the Hessian of {@code <u, f(x)>}
 *       with a direction, u being random: against differences of f's own product and against second
 *       differences of f, and for symmetry.
 * </ul>
 */
final class SecondOrderEntries {

  /** Pearlmutter: Fast exact multiplication by the Hessian. */
  private static final String SOURCE = "doi:10.1162/neco.1994.6.1.147";

  private static final Formula FORWARD = new Formula("y′ = ∑_i frac{∂f}{∂x_i} v_i");

  private static final Formula SECOND = new Formula("h_i = ∑_j frac{∂^2 ⟨u, f⟩}{∂x_i ∂x_j} v_j");

  /** Beside the elementary operations, which all have tangents. */
  private static final Set<String> OF_MIXTURES =
      Set.of(
          "Gaussian fit",
          "mixture start",
          "expectation-maximization step",
          "mixture fit, unrolled",
          "mixture log-density",
          "log-density under a fitted Gaussian",
          "log-density under a fitted mixture");

  /** A Hessian of many entries that is made of others' and of nothing else. */
  private static final String TOO_LONG = "log-density under a fitted mixture, Hessian";

  /**
   * Not those that leave outputs to their rounding: where points coincide at zero, a gradient that
   * is zero moves in steps of it, and there is nothing to differentiate.
   */
  private static final Set<Kind> KINDS =
      Set.of(
          Kind.ORDINARY,
          Kind.NEARLY_EQUAL,
          Kind.TINY,
          Kind.HUGE,
          Kind.ONE_EXAMPLE,
          Kind.MORE_DIMENSIONS_THAN_POINTS);

  private SecondOrderEntries() {}

  static List<Entry> entries() {
    return Stream.concat(
            OperationEntries.entries().stream(),
            MixtureEntries.entries().stream().filter(entry -> OF_MIXTURES.contains(entry.name())))
        .flatMap(
            entry ->
                Stream.of(
                        entry(entry, "forward", FORWARD, SecondOrderEntries::forward),
                        entry(entry, "Hessian", SECOND, SecondOrderEntries::second))
                    .filter(derivative -> !derivative.name().equals(TOO_LONG)))
        .toList();
  }

  /** An entry whose cases are the tangents of another's. */
  private static Entry entry(
      Entry of, String order, Formula formula, Function<Case, LongFunction<Report>> examination) {
    return new Entry(
        of.name() + ", " + order,
        formula,
        SOURCE,
        of.domain(),
        Set.of(Tangent.class),
        of.kinds().stream().filter(KINDS::contains).toList(),
        draw -> {
          Case drawn = of.cases().apply(draw.small());
          List<Argument> arguments = new ArrayList<>(drawn.arguments());
          for (Argument argument : drawn.arguments()) {
            arguments.add(Argument.of("v_" + argument.name(), tangent(argument.value(), draw)));
          }
          return new Case(
              drawn.operation().tangent(),
              arguments,
              drawn.branches(),
              null,
              examination.apply(drawn));
        });
  }

  /** Of the size of a matrix. */
  private static DMatrixRMaj tangent(DMatrixRMaj x, Draw draw) {
    DMatrixRMaj tangent = draw.ordinary(x.numRows, x.numCols);
    double size = CommonOps_DDRM.elementMaxAbs(x);
    CommonOps_DDRM.scale(size > 0 ? size : 1, tangent);
    return tangent;
  }

  private static LongFunction<Report> forward(Case of) {
    Tangent tangent = of.operation().tangent();
    return seed -> {
      JacobianVectorCheck check =
          JacobianVectorCheck.of(of.operation()::value, array(of)).seed(seed).acceptRelative();
      return (of.branches() == null ? check : check.branches(of.branches()))
          .check((inputs, tangents) -> tangent.value(joined(inputs, tangents)));
    };
  }

  private static LongFunction<Report> second(Case of) {
    Operation operation = of.operation();
    Tangent tangent = operation.tangent();
    return seed -> {
      DMatrixRMaj upstream = upstream(operation.value(of.inputs()), seed);
      HessianCheck check =
          HessianCheck.of(
                  inputs -> weighted(upstream, operation.value(inputs)),
                  inputs -> OperationCheck.products(operation, inputs, upstream),
                  array(of))
              .seed(seed)
              .acceptRelative();
      return (of.branches() == null ? check : check.branches(of.branches()))
          .check(
              (inputs, tangents) ->
                  Arrays.copyOf(
                      OperationCheck.products(tangent, joined(inputs, tangents), upstream),
                      inputs.length));
    };
  }

  private static double weighted(DMatrixRMaj weights, DMatrixRMaj value) {
    double sum = 0;
    for (int i = 0; i < value.getNumElements(); i++) {
      sum += weights.data[i] * value.data[i];
    }
    return sum;
  }

  /** Entries of either sign with magnitudes between 1/2 and 1. */
  private static DMatrixRMaj upstream(DMatrixRMaj value, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj upstream = new DMatrixRMaj(value.numRows, value.numCols);
    for (int i = 0; i < upstream.getNumElements(); i++) {
      upstream.data[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1);
    }
    return upstream;
  }

  private static DMatrixRMaj[] joined(DMatrixRMaj[] inputs, DMatrixRMaj[] tangents) {
    return Stream.of(inputs, tangents).flatMap(Arrays::stream).toArray(DMatrixRMaj[]::new);
  }

  private static Argument[] array(Case of) {
    return of.arguments().toArray(Argument[]::new);
  }
}
