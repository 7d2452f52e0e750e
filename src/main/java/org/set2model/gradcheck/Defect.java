package org.set2model.gradcheck;

/**
 * What is wrong with a function or a product beside single numbers.
 *
 * @param verdict the best verdict that is left: {@link Verdict#DISAGREE} where wrong numbers were
 *     seen, {@link Verdict#UNRESOLVED} where they may be right
 * @param text a sentence without a period
 */
record Defect(Verdict verdict, String text) {

  /** Numbers of the product were wrong. */
  static Defect wrong(String text) {
    return new Defect(Verdict.DISAGREE, text);
  }

  /** Nothing can be said about numbers, or they depend on what the caller does. */
  static Defect open(String text) {
    return new Defect(Verdict.UNRESOLVED, text);
  }
}
