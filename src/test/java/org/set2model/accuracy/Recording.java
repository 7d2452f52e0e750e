package org.set2model.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Arithmetic in extended precision that remembers what it did, so that derivatives follow by one
 * sweep back through it: the chain rule number by number, without a formula for any product.
 *
 * <p>A result of constants is a constant and is not remembered.
 */
final class Recording {

  private final Decimals decimals;

  /** In the order of their computation; a {@link Runnable} pulls several numbers together. */
  private final List<Object> nodes = new ArrayList<>();

  private boolean undecided;
  private long operations;

  Recording(Decimals decimals) {
    this.decimals = decimals;
  }

  Decimals decimals() {
    return decimals;
  }

  /** How many results were computed, constants included. */
  long operations() {
    return operations;
  }

  /** Counts what was computed in another recording on behalf of this one. */
  void addOperationsOf(Recording other, int sweeps) {
    operations += other.operations * sweeps;
  }

  /**
   * Whether a comparison was made whose outcome rounding could have changed: derivatives beyond it
   * may belong to another branch than a computation in double precision took.
   */
  boolean isUndecided() {
    return undecided;
  }

  /** A number to differentiate with respect to. */
  Scalar leaf(BigDecimal value, double bound) {
    Scalar leaf = Scalar.leaf(value, bound);
    nodes.add(leaf);
    return leaf;
  }

  /** A number to differentiate with respect to, known exactly. */
  Scalar leaf(double value) {
    return leaf(new BigDecimal(value), 0);
  }

  Scalar constant(double value) {
    return Scalar.exact(new BigDecimal(value));
  }

  Scalar plus(Scalar a, Scalar b) {
    BigDecimal sum = a.value.add(b.value, decimals.context());
    return node(sum, a.bound + b.bound + Scalar.size(sum), a, Scalar.one(), b, Scalar.one());
  }

  Scalar minus(Scalar a, Scalar b) {
    BigDecimal difference = a.value.subtract(b.value, decimals.context());
    double bound = a.bound + b.bound + Scalar.size(difference);
    return node(difference, bound, a, Scalar.one(), b, Scalar.minusOne());
  }

  Scalar times(Scalar a, Scalar b) {
    BigDecimal product = a.value.multiply(b.value, decimals.context());
    double bound = a.size * b.bound + b.size * a.bound + a.size * b.size;
    return node(product, bound, a, b, b, a);
  }

  Scalar square(Scalar a) {
    return times(a, a);
  }

  Scalar over(Scalar a, Scalar b) {
    BigDecimal quotient = divide(a.value, b.value);
    double size = Scalar.size(quotient);
    double bound = (a.bound + size * b.bound) / b.size + size;
    Scalar slope =
        Scalar.constant(divide(BigDecimal.ONE, b.value), (b.bound / b.size + 1) / b.size);
    Scalar other =
        b.isConstant()
            ? slope
            : Scalar.constant(
                divide(quotient, b.value).negate(),
                (bound + size * (b.bound / b.size + 1)) / b.size);
    return node(
        quotient,
        bound,
        new Scalar[] {a, b},
        new Scalar[] {slope, other},
        q -> {
          Scalar inverse = over(Scalar.one(), b);
          return new Scalar[] {inverse, times(Scalar.minusOne(), times(q, inverse))};
        });
  }

  Scalar exp(Scalar x) {
    BigDecimal y = decimals.exp(x.value);
    double bound = Scalar.size(y) * (x.bound + 2);
    return node(y, bound, x, Scalar.constant(y, bound), own -> own);
  }

  Scalar log(Scalar x) {
    BigDecimal y = decimals.log(x.value);
    Scalar slope =
        Scalar.constant(divide(BigDecimal.ONE, x.value), (x.bound / x.size + 1) / x.size);
    return node(y, x.bound / x.size + 2 * Scalar.size(y), x, slope, own -> over(Scalar.one(), x));
  }

  /** log(1 + x). */
  Scalar log1p(Scalar x) {
    BigDecimal y = decimals.log1p(x.value);
    BigDecimal shifted = x.value.add(BigDecimal.ONE, decimals.context());
    double size = Scalar.size(shifted);
    Scalar slope = Scalar.constant(divide(BigDecimal.ONE, shifted), (x.bound / size + 2) / size);
    return node(
        y,
        x.bound / size + 2 * Scalar.size(y),
        x,
        slope,
        own -> over(Scalar.one(), plus(Scalar.one(), x)));
  }

  Scalar sqrt(Scalar x) {
    BigDecimal y = decimals.sqrt(x.value);
    double size = Scalar.size(y);
    double bound = x.bound / (2 * size) + size;
    BigDecimal slope = divide(BigDecimal.ONE, y.add(y));
    return node(
        y,
        bound,
        x,
        Scalar.constant(slope, (bound / size + 1) / (2 * size)),
        own -> over(Scalar.one(), plus(own, own)));
  }

  /** The sum of at least one number, in their order. */
  Scalar sum(List<Scalar> terms) {
    Scalar[] all = terms.toArray(Scalar[]::new);
    Scalar[] slopes = new Scalar[all.length];
    BigDecimal sum = all[0].value;
    double bound = all[0].bound;
    slopes[0] = Scalar.one();
    for (int i = 1; i < all.length; i++) {
      sum = sum.add(all[i].value, decimals.context());
      bound += all[i].bound + Scalar.size(sum);
      slopes[i] = Scalar.one();
    }
    return node(sum, bound, all, slopes, null);
  }

  /** The inner product of two rows of equal length, in their order; zero of empty ones. */
  Scalar dot(List<Scalar> a, List<Scalar> b) {
    int length = a.size();
    Scalar[] parents = new Scalar[2 * length];
    Scalar[] slopes = new Scalar[2 * length];
    BigDecimal sum = BigDecimal.ZERO;
    double bound = 0;
    for (int i = 0; i < length; i++) {
      Scalar left = a.get(i);
      Scalar right = b.get(i);
      sum = sum.add(left.value.multiply(right.value), decimals.context());
      bound += left.size * right.bound + right.size * left.bound + left.size * right.size;
      bound += i == 0 ? 0 : Scalar.size(sum);
      parents[2 * i] = left;
      slopes[2 * i] = right;
      parents[2 * i + 1] = right;
      slopes[2 * i + 1] = left;
    }
    return node(sum, bound, parents, slopes, null);
  }

  /** Whether a > b, noting whether rounding could have decided otherwise. */
  boolean isGreater(Scalar a, Scalar b) {
    int order = a.value.compareTo(b.value);
    if (order != 0) {
      double distance = Scalar.size(a.value.subtract(b.value, decimals.context()));
      undecided |= distance <= Scalar.ROUNDING_UNIT * (a.bound + b.bound);
    }
    return order > 0;
  }

  /** Notes whether rounding could move a number past a kink at a distance from it. */
  void keepOff(double distance, Scalar x) {
    undecided |= distance <= Scalar.ROUNDING_UNIT * x.bound;
  }

  /** Computes together the gradients that flow through several numbers computed after this. */
  void pullTogether(Runnable pull) {
    nodes.add(pull);
  }

  /** Forgets the gradients of an earlier sweep. */
  void clearGradients() {
    for (Object node : nodes) {
      if (node instanceof Scalar scalar) {
        scalar.gradient = null;
        scalar.gradientBound = 0;
      }
    }
  }

  /** Carries the gradients that results have received back to the leaves. */
  void sweep() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (nodes.get(i) instanceof Scalar scalar) {
        if (scalar.gradient != null) {
          scalar.pull(decimals);
        }
      } else {
        ((Runnable) nodes.get(i)).run();
      }
    }
  }

  /**
   * The change of results along a change of leaves: forward mode, whose operations are recorded
   * like all others, so that what comes of it can be swept too.
   *
   * @param of results
   * @param given the change of each leaf that does change
   */
  Scalars tangents(Scalars of, Map<Scalar, Scalar> given) {
    Map<Scalar, Scalar> tangents = new IdentityHashMap<>(given);
    for (Object node : List.copyOf(nodes)) {
      if (!(node instanceof Scalar number)) {
        throw new IllegalStateException("a fixed point has no tangent");
      }
      List<Scalar> terms = new ArrayList<>();
      Scalar[] slopes = null;
      for (int i = 0; i < number.parents.length; i++) {
        Scalar along = tangents.get(number.parents[i]);
        if (along != null) {
          slopes = slopes == null ? recordedSlopes(number) : slopes;
          terms.add(slopes[i] == Scalar.one() ? along : times(slopes[i], along));
        }
      }
      if (!terms.isEmpty()) {
        tangents.put(number, sum(terms));
      }
    }
    return of.map(number -> tangents.getOrDefault(number, constant(0)));
  }

  private static Scalar[] recordedSlopes(Scalar number) {
    return number.recordedSlopes == null ? number.slopes : number.recordedSlopes.of(number);
  }

  private BigDecimal divide(BigDecimal a, BigDecimal b) {
    return a.divide(b, decimals.context());
  }

  private Scalar node(
      BigDecimal value,
      double bound,
      Scalar parent,
      Scalar slope,
      UnaryOperator<Scalar> recordedSlope) {
    return node(
        value,
        bound,
        new Scalar[] {parent},
        new Scalar[] {slope},
        own -> new Scalar[] {recordedSlope.apply(own)});
  }

  private Scalar node(
      BigDecimal value, double bound, Scalar a, Scalar slopeA, Scalar b, Scalar slopeB) {
    return node(value, bound, new Scalar[] {a, b}, new Scalar[] {slopeA, slopeB}, null);
  }

  private Scalar node(
      BigDecimal value,
      double bound,
      Scalar[] parents,
      Scalar[] slopes,
      Scalar.RecordedSlopes recordedSlopes) {
    operations += parents.length;
    for (Scalar parent : parents) {
      if (!parent.isConstant()) {
        Scalar node = new Scalar(value, bound, parents, slopes, recordedSlopes);
        nodes.add(node);
        return node;
      }
    }
    return Scalar.constant(value, bound);
  }
}
