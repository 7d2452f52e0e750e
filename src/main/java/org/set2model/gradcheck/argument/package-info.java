/**
 * What a function is checked at: named arguments in their domains, their free coordinates and the
 * directions in which they are moved.
 *
 * <p>An {@link org.set2model.gradcheck.argument.Argument} is a matrix with a name and a {@link
 * org.set2model.gradcheck.argument.Domain}, which says how its entries may move. {@link
 * org.set2model.gradcheck.argument.Coordinates} number all that can move, {@link
 * org.set2model.gradcheck.argument.Probe} is the function as one of them, and an {@link
 * org.set2model.gradcheck.argument.EntryLocation} is how reports name an entry.
 */
package org.set2model.gradcheck.argument;
