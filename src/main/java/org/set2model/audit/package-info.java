/**
 * A test kit for operations: the checks that prove the derivatives of a catalog's entries, whoever
 * wrote them.
 *
 * <p>{@link org.set2model.gradcheck} knows matrices and claimed derivatives, not tapes. This
 * package joins it to {@link org.set2model.autodiff}:
 *
 * <pre>{@code
 * TapeCheck.of(in -> loss(in[0], in[1]), Argument.of("w", w), Argument.of("x", x)).assertAgrees();
 * OperationCheck.of(new Linear(), Argument.of("x", x), ...).assertAgrees();
 * }</pre>
 *
 * <p>There are three kinds of check, and {@link org.set2model.audit.Audit} makes them all; it can
 * be read as a table, as JSON or as a page.
 *
 * <ol>
 *   <li><b>Against differences.</b>
 *   <li><b>Against plain forms.</b> Differences see few numbers well and many badly, and nothing of
 *       an update that has no derivative. So what is computed in blocks, chunks and parts, by
 *       several threads, by special cases, or in memory used before, is computed once more as its
 *       formula says it, and all numbers must be equal but for rounding. {@link
 *       org.set2model.catalog.Catalog#plainEntries} lists the sizes at which a fast form takes
 *       another path. A plain form is the value alone, one number at a time; its product is the
 *       chain rule's, so that nobody's algebra can be wrong in it. Plain forms are themselves held
 *       against differences, at small sizes. They also see what no difference can: a value that is
 *       wrong with its derivative, as by a lost sign in a composition; which of the admissible
 *       slopes a product takes at a tie; the choices of starts; and the steps of an optimizer.
 *   <li><b>Contracts.</b> {@link org.set2model.audit.Contracts} are what an operation promises
 *       beside right numbers. They are checked in one case of each kind of input.
 * </ol>
 *
 * <p>{@link org.set2model.audit.Composition} makes one operation of a function that applies
 * several, so that layers, models and losses are checked like operations. {@link
 * org.set2model.audit.Blame} traces a wrong gradient to the first wrong operation.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>A case owns its operation.</b> Operations may recycle memory, so one that two threads
 *       share would not be safe; a case draws its own from its seed alone, which makes an audit the
 *       same for any number of threads.
 *   <li><b>Kinds of input are named per entry</b> instead of tried on all: at a point outside an
 *       operation's domain there is no derivative to be right about, and an entry says in words
 *       what its domain is. Inside it, a value that is not finite, or differs from call to call, is
 *       a failure and not a case to be replaced.
 *   <li><b>Plain forms in scalars</b>
 *   <li><b>A formula is written once</b>, in a notation of {@link org.set2model.audit.Formula} that
 *       gives both the text of the table and the MathML of the page. Two strings for each formula
 *       would drift apart.
 * </ul>
 *
 * <p>The measurements behind them are in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.audit;
