package org.set2model.audit;

import java.util.List;

/**
 * Something that is computed fast, or by updates and choices that have no derivative, and what it
 * is held against: the same as its formula says it.
 *
 * @param name unique in the catalog
 * @param formula what is computed
 * @param source equation number, DOI or arXiv number
 * @param cases sizes and branches that have to be reached
 */
public record PlainEntry(String name, Formula formula, String source, List<PlainCase> cases) {

  /** The random numbers of a case. */
  Draw draw(long seed, int number) {
    return new Draw(
        Kind.ORDINARY, seed + 0x9E3779B97F4A7C15L * (0x100000001L * name.hashCode() + number));
  }

  @Override
  public String toString() {
    return name;
  }
}
