/**
 * The main job: from a network and the pictures of a set, a concept is learned; it ranks other
 * pictures, tells its outliers, explains by its components, and can be kept in a file.
 *
 * <p>An {@link org.set2model.concept.Embedder} is a network as its file describes it. It learns a
 * {@link org.set2model.concept.Concept}. What is learned from descriptors, whoever made them, is a
 * {@link org.set2model.concept.ConceptModel}; {@link org.set2model.concept.Outliers} are the
 * examples that do not fit the others.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>A model is fitted when the concept is learned</b>, not at every call of a scorer: the
 *       fit of a mixture takes longer than scoring a thousand pictures.
 *   <li><b>Buffers belong to a call, parameters are shared.</b> One network for each thread would
 *       hold the parameters as often, and two threads on the buffers of one gave wrong descriptors
 *       without a word.
 *   <li><b>A concept's file keeps the examples' descriptors</b> and what determines the fit, not
 *       the fitted model: a fit is repeated to the bit, outliers need the examples, and a scorer to
 *       come needs no other format. A digest of the network tells descriptors of another one apart.
 *   <li><b>Outliers are computed on demand</b>: they take up to fifty fits, and not everybody asks.
 * </ul>
 */
package org.set2model.concept;
