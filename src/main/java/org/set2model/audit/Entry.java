package org.set2model.audit;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;

/**
 * A differentiable function of the project and how to draw cases of it.
 *
 * @param name unique in the catalog
 * @param formula its value
 * @param source equation number, DOI or arXiv number
 * @param domain the domain in words
 * @param operations classes that take part in its cases
 * @param kinds kinds of input that are in its domain, the first being ORDINARY
 * @param cases makes a case from random numbers
 * @param hasPlainForm whether the operations of its cases have plain forms
 * @param hasTangent whether they have a derivative in forward mode
 */
public record Entry(
    String name,
    Formula formula,
    String source,
    String domain,
    Set<Class<? extends Operation>> operations,
    List<Kind> kinds,
    Function<Draw, Case> cases,
    boolean hasPlainForm,
    boolean hasTangent) {

  private static final Set<Kind> SIMPLE_KINDS =
      Set.of(Kind.ORDINARY, Kind.ONE_EXAMPLE, Kind.MORE_DIMENSIONS_THAN_POINTS);

  /** A function with neither plain form nor tangent. */
  public Entry(
      String name,
      Formula formula,
      String source,
      String domain,
      Set<Class<? extends Operation>> operations,
      List<Kind> kinds,
      Function<Draw, Case> cases) {
    this(name, formula, source, domain, operations, kinds, cases, false, false);
  }

  /** The same with a plain form in each case of a kind in which it need not be clever. */
  public Entry withPlainForm() {
    return new Entry(name, formula, source, domain, operations, kinds, cases, true, hasTangent);
  }

  /** The same with a derivative in forward mode. */
  public Entry withTangent() {
    return new Entry(name, formula, source, domain, operations, kinds, cases, hasPlainForm, true);
  }

  /** The case of a number: kinds take turns, the rest is random. */
  public Case draw(long seed, int number) {
    return draw(seed, number, kind(number));
  }

  /** What is particular about the case of a number. */
  public Kind kind(int number) {
    return kinds.get(number % kinds.size());
  }

  /** The case of a number and kind. */
  Case draw(long seed, int number, Kind kind) {
    return cases.apply(new Draw(kind, seed(seed, number)));
  }

  /** A seed of this entry's own, whatever else is in the catalog. */
  public long seed(long seed, int number) {
    return seed + 0x9E3779B97F4A7C15L * (0x100000001L * name.hashCode() + number);
  }

  /** A few of its cases held against their plain forms. */
  public PlainCase besidePlainForm() {
    return new PlainCase(
        name,
        draw -> {
          Comparison comparison = new Comparison();
          for (Kind kind : kinds) {
            if (SIMPLE_KINDS.contains(kind)) {
              Case small = cases.apply(new Draw(kind, draw.seed()));
              comparison.add(small.operation(), small.plain(), draw.seed(), small.inputs());
            }
          }
          return comparison;
        });
  }

  /** The entry of the plain form, for the kinds of input in which it need not be clever. */
  public Entry ofPlainForm() {
    return derived(", plain", PlainForm.class, draw -> cases.apply(draw).ofPlainForm());
  }

  /**
   * The entry of the tangent, an operation itself: its product with respect to the inputs is one of
   * second order, that with respect to their tangents is the product of the function.
   */
  public Entry ofTangent() {
    return derived(", tangent", Tangent.class, draw -> cases.apply(draw).ofTangent(draw));
  }

  private Entry derived(
      String suffix, Class<? extends Operation> operation, Function<Draw, Case> derivedCases) {
    return new Entry(
        name + suffix,
        formula,
        source,
        domain,
        Set.of(operation),
        kinds.stream().filter(SIMPLE_KINDS::contains).toList(),
        derivedCases);
  }

  @Override
  public String toString() {
    return name;
  }
}
