/**
 * The slow level of learning: the network, and what stands on top of it, are trained on many
 * concepts so that the fast level, a fit to one set, ranks well [S2M, section 2].
 *
 * <p>A {@link org.set2model.metalearning.ScoringHead} says what is learned with the network. With
 * inner products it is a scale. With mixtures it is the scale and the variance prior: the fit's
 * regularization is trained through the fit, like the features.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Scores enter the loss times a learned factor that starts small. Pairs are then told apart
 *       by large differences only, which draws the images of a concept together; on the icon data a
 *       factor that starts at 30 instead of 4 left the nearest neighbor as it was and cost a
 *       mixture of three 0.05 mean average precision after 420 steps.
 *   <li>What is kept is the state of the best validation, not the last.
 *   <li>A run's whole state is a map of named matrices, {@link
 *       org.set2model.metalearning.TrainingRun#checkpoint}: parameters, running statistics,
 *       moments, remembered starts, the best so far and the log. Nothing else decides how it goes
 *       on.
 *   <li>The paper lets the fit of a concept start from where its last one ended, which is an option
 *       here. Sets are drawn anew at every step, so a component may have lost its examples: such a
 *       start is not used again.
 * </ul>
 */
package org.set2model.metalearning;
