/**
 * Draws curves, and fits of points in the plane, as SVG.
 *
 * <p>A {@link org.set2model.plot.LinePlot} draws {@link org.set2model.plot.Series}: losses, scores
 * with their intervals, times. A {@link org.set2model.plot.FitPlot} draws points of two dimensions,
 * the Gaussians fitted to them and the gradient at each point. Both have the same scales, frame,
 * legend and theme.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>A drawing is one file that loads nothing and runs no script</b>, and turns dark with the
 *       viewer. It can be mailed and archived, and shown where scripts are forbidden.
 *   <li><b>The legend of curves stands above the frame.</b> Names at the curves' ends would collide
 *       where curves meet, and without a script nothing knows how wide a font draws them. That of a
 *       fit, whose entries are sentences, stands below, one a row.
 *   <li><b>A long curve keeps four points a column of pixels</b>: the first, the lowest, the
 *       highest and the last. Every n-th point would lose the spikes.
 *   <li><b>One palette of eight colors</b>, told apart by the color-blind, for curves and
 *       components. With fewer two components of a fit would look like one.
 *   <li><b>A plot is text</b>; who has it drawn writes the file.
 * </ul>
 */
package org.set2model.plot;
