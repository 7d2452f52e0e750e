/**
 * The proof of every gradient: the catalogue of all differentiable functions of the project, and
 * the checks that walk it.
 *
 * <p>{@link org.set2model.gradcheck} knows matrices and claimed derivatives, not tapes. This
 * package joins it to {@link org.set2model.autodiff}:
 *
 * <pre>{@code
 * TapeCheck.of(in -> loss(in[0], in[1]), Argument.of("w", w), Argument.of("x", x)).assertAgrees();
 * OperationCheck.of(new Linear(), Argument.of("x", x), ...).assertAgrees();
 * }</pre>
 *
 * <ul>
 *   <li>{@link org.set2model.audit.Composition} makes one operation of a function that applies
 *       several, so that layers, models and losses are checked like operations.
 *   <li>{@link org.set2model.audit.Catalogue} lists every function with its formula, source,
 *       domain, and a seeded source of cases, hard ones among them. A test fails if an operation is
 *       in no entry.
 *   <li>{@link org.set2model.audit.Contracts} are what an operation promises beside right numbers.
 *   <li>{@link org.set2model.audit.Blame} traces a wrong gradient to the first wrong operation.
 *   <li>{@link org.set2model.audit.Audit} checks the catalogue and can be read as a table, JSON or
 *       a page.
 * </ul>
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>A case owns its operation.</b> Operations may recycle memory, so one that two threads
 *       share would not be safe; a case draws its own from its seed alone, which makes an audit the
 *       same for any number of threads.
 *   <li><b>Kinds of input are named per entry</b> instead of tried on all: at a point outside an
 *       operation's domain there is no derivative to be right about, and an entry says in words
 *       what its domain is.
 *   <li><b>Ties in one maximum at a time.</b> Along a line on which several maxima tie, the sum of
 *       admissible subgradients need not lie between the slopes of the sum; entries draw inputs
 *       with ties only for operations whose outputs depend on separate maxima.
 *   <li><b>A formula is written once</b>, in a notation of {@link org.set2model.audit.Formula} that
 *       gives both the text of the table and the MathML of the page. Two strings for each formula
 *       would drift apart.
 * </ul>
 */
package org.set2model.audit;
