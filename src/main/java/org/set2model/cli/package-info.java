/**
 * The commands: {@code demo} trains on icon words and ranks images of unseen ones, {@code fit} fits
 * a Gaussian or a mixture to a table of numbers and differentiates the fit, {@code audit} checks
 * every derivative against differences.
 *
 * <p>Each reads its flags, runs, and turns what a user did wrong into one line on standard error:
 * exit code 2 for a wrong call, 3 for bad data, a fit or gradient that does not exist, or a file
 * that cannot be read or written. An audit that fails ends with exit code 1.
 */
package org.set2model.cli;
