package org.set2model.gradcheck;

import java.util.function.Function;

/**
 * Functions of one kind, each at a point where its gradient is known.
 *
 * @param name what tables call it
 * @param accurate whether the values are computed to within 1e-12 of their size
 * @param weight how often it is drawn, where 1 is the ordinary frequency
 * @param examples makes one from random numbers
 */
record Family(String name, boolean accurate, double weight, Function<Draw, Example> examples) {

  /** Functions that are computed to nearly the precision of a double. */
  static Family accurate(String name, Function<Draw, Example> examples) {
    return new Family(name, true, 1, examples);
  }

  /** Functions whose values are less precise. */
  static Family coarse(String name, Function<Draw, Example> examples) {
    return new Family(name, false, 1, examples);
  }

  /** The same family, drawn less often: it is slow, or much of it cannot be resolved. */
  Family rarer(double newWeight) {
    return new Family(name, accurate, newWeight, examples);
  }

  Example example(Draw draw) {
    return examples.apply(draw);
  }
}
