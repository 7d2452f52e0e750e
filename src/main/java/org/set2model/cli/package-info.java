/**
 * The commands. {@code demo} trains on icon words and ranks images of unseen ones; {@code train}
 * makes a network of a user's own concepts; {@code evaluate}, {@code classify} and {@code oneshot}
 * measure one; {@code rank} uses one; {@code experiment} repeats the paper's comparisons; {@code
 * fit} fits a Gaussian or a mixture to a table of numbers and differentiates the fit; {@code audit}
 * checks every derivative against differences.
 *
 * <p>Each reads its flags, runs, and turns what a user did wrong into one line on standard error:
 * exit code 2 for a wrong call, 3 for bad data, a training that diverges, a fit or gradient that
 * does not exist, or a file that cannot be read or written. An audit that fails ends with exit code
 * 1.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li><b>A run is its command line.</b> The network's file keeps it, without what has no
 *       influence on the result (threads, the name of the output, {@code --resume}), and a
 *       checkpoint is only continued by the command that began it.
 *   <li><b>The seed and the number of a step determine its draw</b>, not a generator that was used
 *       before, so a checkpoint needs no state of generators.
 *   <li><b>A network's file holds a prior for each common density</b>, chosen on the validation
 *       concepts among a grid and what was learned, so that later commands need no data to choose
 *       by.
 * </ul>
 */
package org.set2model.cli;
