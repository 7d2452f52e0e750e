/**
 * Choosing a class for an image, from one or a few images of each class, and how often the choice
 * is right.
 *
 * <p>Each class is a concept: a model is learned from its images alone, and a query goes to the
 * class whose model scores it highest [S2M, section 4]. {@link
 * org.set2model.classification.FewShotClassification} draws such tasks at random from many classes;
 * {@link org.set2model.classification.OneShotClassification} takes them as a challenge gives them.
 * {@link org.set2model.classification.ModifiedHausdorffDistance} is the challenge's baseline, which
 * learns nothing.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Scores of different classes are compared as they are</b>, log-likelihoods with
 *       log-likelihoods. For one example a class and a variance prior alike for all, the class of
 *       highest likelihood is the one of the nearest example.
 *   <li><b>A tie is an error</b> where scorers of a network are judged, as in the average
 *       precision: a constant score is never right. To let the first class win would reward a
 *       constant scorer for the order of classes, and to count a part of the tied queries as right
 *       would reward it with chance. Where images are equal but for their turn, and turned images
 *       are classes of their own, that counts against the scorer too.
 *   <li><b>The first of equal distances wins for the baseline</b>, classes in the order of names,
 *       because so does the challenge's demonstration, and its figure is what the baseline is there
 *       for.
 *   <li><b>Descriptors are computed once</b>, turned images included; an episode selects rows. A
 *       thousand episodes cost seconds, where embedding anew would take as long as all images do,
 *       each time.
 *   <li><b>The intervals speak of episodes alone</b>, not of the choice of classes or of the
 *       training run: they narrow as episodes are added, though the classes stay the same.
 * </ul>
 */
package org.set2model.classification;
