/**
 * Results as people see them: pages of rankings and of concepts, and tables.
 *
 * <p>A {@link org.set2model.report.RankingPage} is one HTML file that shows, for each word, the
 * search result that the concept was learned from and the gallery images that each method ranks
 * highest. A {@link org.set2model.report.ResultTable} prints the means with their intervals, on the
 * page and in a terminal.
 *
 * <p>A {@link org.set2model.report.ConceptPage} shows one concept: its examples with their
 * outliers, the components of its model, and a gallery ranked by it.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>A page is one file that loads nothing and runs no script</b>; its content security
 *       policy makes the browser see to it. It can be mailed and archived.
 *   <li><b>Every image is embedded once</b>, on a sprite sheet, and shown by reference. Embedding
 *       it at each place where it is ranked would make the page several times as large.
 *   <li><b>Ink is drawn on a transparent ground</b>, so that one sheet serves light and dark.
 *   <li><b>The markup is well-formed XML as well as HTML</b>, with numeric character references
 *       only, so that a test can parse it without an HTML parser.
 *   <li><b>On the page relevance is told by a tick and a frame, irrelevance by dimming</b>, and
 *       green is no component's color there, so that nothing hangs on telling red from green.
 *   <li><b>Content and markup are apart.</b> The records of the page know no HTML, the markup ranks
 *       nothing.
 * </ul>
 */
package org.set2model.report;
