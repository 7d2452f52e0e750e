/**
 * The slow level of learning: the network, and what stands on top of it, are trained on many
 * concepts so that the fast level, a fit to one set, ranks well [S2M, section 2].
 *
 * <p>A {@link org.set2model.metalearning.ScoringHead} says what is learned with the network. With
 * inner products it is a scale. With mixtures it is the scale and the variance prior: the fit's
 * regularisation is trained through the fit, like the features.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Scores enter the loss times a learned factor that starts small. Pairs are then told apart
 *       by large differences only, which draws the images of a concept together; on the icon data a
 *       factor that starts at 30 instead of 4 left the nearest neighbour as it was and cost a
 *       mixture of three 0.05 mean average precision after 420 steps.
 *   <li>What is kept is the state of the best validation, not the last.
 * </ul>
 */
package org.set2model.metalearning;
