package org.set2model.audit;

import java.util.function.Function;

/**
 * One size or branch.
 *
 * @param name what it reaches
 * @param compares computes both forms from random numbers
 */
public record PlainCase(String name, Function<Draw, Comparison> compares) {}
