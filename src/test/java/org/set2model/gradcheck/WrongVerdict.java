package org.set2model.gradcheck;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A verdict of the checker's first edition that was wrong.
 *
 * @param claim the function, the point and the claim, in words
 * @param said what the first edition said
 * @param allowed what may be said
 * @param checks the checks, one or many of a kind
 */
record WrongVerdict(
    String claim, String said, Set<Verdict> allowed, Supplier<Stream<Report>> checks) {}
