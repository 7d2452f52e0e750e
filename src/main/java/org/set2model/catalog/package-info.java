/**
 * The proof of every derivative of this project: the catalog of all its differentiable functions,
 * with formula, source, domain, hard cases and plain forms, for {@link org.set2model.audit.Audit}
 * to walk.
 *
 * <p>{@link org.set2model.catalog.Catalog#entries} is what is held against differences, {@link
 * org.set2model.catalog.Catalog#plainEntries} what is held against plain forms. Each entry is a
 * test of its name, the Javadoc of every operation ends with the name of its entry, and {@code
 * audit --only NAME} checks it alone.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Ties in one maximum at a time.</b> Along a line on which several maxima tie, the sum of
 *       admissible subgradients need not lie between the slopes of the sum; entries draw inputs
 *       with ties only for operations whose outputs depend on separate maxima. Where the slope of
 *       an extreme is shared by those that tie, the interval of the kink would accept all of it for
 *       each of them: what they receive together is checked as the derivative with respect to one
 *       score that is used several times, and each part by the plain form.
 *   <li><b>Parameters of a mixture are checked in parts.</b> As one matrix, weights of 1 and
 *       variances of 1e16 would have one typical size, by which the checker chooses its steps.
 *   <li><b>Plain forms of two kinds.</b>
 * </ul>
 *
 * <p>The measurements behind them are in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.catalog;
