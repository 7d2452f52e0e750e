package org.set2model.audit;

import java.util.List;
import java.util.Optional;
import org.set2model.gradcheck.Verdict;

/**
 * What was found about an entry by its plain form.
 *
 * @param entry the entry
 * @param numbers how many numbers were compared
 * @param worstError the largest difference, relative to the number or to 2^-11 of the largest of
 *     its matrix
 * @param verdict whether all agree
 * @param failure the first case that does not, and where
 */
public record PlainResult(
    PlainEntry entry, long numbers, double worstError, Verdict verdict, Optional<String> failure) {

  /** What one case gave. */
  record Part(long numbers, double worst, Optional<String> failure) {

    static Part of(PlainEntry entry, long seed, int number) {
      PlainCase plain = entry.cases().get(number);
      String where = "case " + number + " (" + plain.name() + "): ";
      try {
        Comparison comparison = plain.compares().apply(entry.draw(seed, number));
        return new Part(
            comparison.numbers(),
            comparison.worst(),
            comparison.agrees() ? Optional.empty() : Optional.of(where + comparison.where()));
      } catch (RuntimeException thrown) {
        return new Part(0, 0, Optional.of(where + thrown));
      }
    }
  }

  static PlainResult of(PlainEntry entry, List<Part> parts) {
    Optional<String> failure = parts.stream().flatMap(part -> part.failure.stream()).findFirst();
    return new PlainResult(
        entry,
        parts.stream().mapToLong(Part::numbers).sum(),
        parts.stream().mapToDouble(Part::worst).max().orElse(0),
        failure.isPresent() ? Verdict.DISAGREE : Verdict.AGREE,
        failure);
  }
}
