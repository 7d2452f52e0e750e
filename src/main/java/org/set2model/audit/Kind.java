package org.set2model.audit;

import java.util.List;

/** What is particular about the numbers of a case. */
public enum Kind {
  /** Normally distributed numbers. */
  ORDINARY,
  /** Nothing but zeros. */
  ZEROS,
  /** The same row again and again. */
  IDENTICAL_ROWS,
  /** Rows that differ by a millionth. */
  NEARLY_EQUAL,
  /** Of the order of 1e-8. */
  TINY,
  /** Of the order of 1e8. */
  HUGE,
  /** Of one order between 1 and 1e8, another for each case. */
  LARGE,
  /** Small whole numbers, which meet in maxima and land on kinks. */
  TIES,
  /** A single row. */
  ONE_EXAMPLE,
  /** Two rows of many columns. */
  MORE_DIMENSIONS_THAN_POINTS,
  /** Zeros of either sign among ordinary numbers. */
  SIGNED_ZERO;

  /** All kinds, in their order. */
  public static final List<Kind> ALL = List.of(values());

  /** All kinds but one, in their order. */
  public static List<Kind> allBut(Kind left) {
    return ALL.stream().filter(kind -> kind != left).toList();
  }
}
