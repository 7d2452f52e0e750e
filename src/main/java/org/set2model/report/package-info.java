/**
 * Results as people see them: a page of rankings, tables, drawings of fits, a progress bar.
 *
 * <p>A {@link org.set2model.report.RankingPage} is one HTML file that shows, for each word, the
 * search result that the concept was learned from and the gallery images that each method ranks
 * highest. A {@link org.set2model.report.ResultTable} prints the means with their intervals, on the
 * page and in a terminal. A {@link org.set2model.plot.FitPlot} draws points of two dimensions, the
 * Gaussians fitted to them and the gradient at each point as an SVG. A {@link
 * org.set2model.plot.LinePlot} draws curves: losses, scores with their intervals, times.
 *
 * <p>A {@link org.set2model.report.ConceptPage} shows one concept: its examples with their
 * outliers, the components of its model, and a gallery ranked by it. A {@link
 * org.set2model.io.Progress} tells how long work will take.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>A page is one file that loads nothing and runs no script</b>; its content security
 *       policy makes the browser see to it. It can be mailed and archived. A drawing loads and runs
 *       nothing either.
 *   <li><b>Every image is embedded once</b>, on a sprite sheet, and shown by reference. Embedding
 *       it at each place where it is ranked would make the page several times as large.
 *   <li><b>Ink is drawn on a transparent ground</b>, so that one sheet serves light and dark.
 *   <li><b>The markup is well-formed XML as well as HTML</b>, with numeric character references
 *       only, so that a test can parse it without an HTML parser.
 *   <li><b>On the page relevance is told by a tick and a frame, irrelevance by dimming</b>, and
 *       green is no component's colour there, so that nothing hangs on telling red from green.
 *   <li><b>The legend of curves stands above the frame.</b> Names at the curves' ends would collide
 *       where curves meet, and without a script nothing knows how wide a font draws them.
 *   <li><b>A long curve keeps four points a column of pixels</b>: the first, the lowest, the
 *       highest and the last. Every n-th point would lose the spikes.
 *   <li><b>Content and markup are apart.</b> The records of the page know no HTML, the markup ranks
 *       nothing.
 * </ul>
 */
package org.set2model.report;
