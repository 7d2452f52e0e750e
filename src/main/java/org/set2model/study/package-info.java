/**
 * What is measured about networks and scorers: trainings with their files, experiments over several
 * routes and seeds, the demo, evaluations, and the study of noisy and ambiguous sets.
 *
 * <p>An {@link org.set2model.study.Experiment} says which networks are trained and which scorers
 * stand on them, an {@link org.set2model.study.ExperimentRun} does it on the {@link
 * org.set2model.study.Splits} of a data set, and each trained network becomes a {@link
 * org.set2model.study.Route}: descriptors of the test concepts, with priors. Tables, pages and the
 * {@link org.set2model.study.NoiseStudy} are made from routes.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li><b>The demo is an experiment</b> whose networks are kept in memory, so that it shows what
 *       the experiments measure. It chooses the priors of all routes alike, without what was
 *       learned with a network, because there the routes are compared by their features alone.
 *   <li><b>What is finished is not done again.</b> A network's file keeps the command that made it;
 *       an experiment takes a file over if that is its own, and refuses it otherwise.
 *   <li><b>An experiment's test concepts are the same for all seeds</b>, so that the precisions of
 *       a concept can be averaged over seeds and differences be paired by concept.
 *   <li><b>Intervals are of the choice of concepts</b>, not of seeds, of which there are too few.
 * </ul>
 */
package org.set2model.study;
