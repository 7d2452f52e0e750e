/**
 * The commands. Each reads its flags, runs, and turns what a user did wrong into one line on
 * standard error: exit code 2 for a wrong call, 3 for bad data or a file that cannot be read or
 * written.
 */
package org.set2model.cli;
