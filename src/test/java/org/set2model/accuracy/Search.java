package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.set2model.autodiff.UnreliableGradientException;

/**
 * Looks for the points of a {@link Subject} at which errors are largest: at all samples first, then
 * from the worst points known, climbing by random moves that make an error larger, each error in
 * turn; every fourth time at another point that is drawn. Nothing depends on time or on other
 * subjects, and every point has a name by which it can be visited again.
 */
final class Search {

  static final Decimals DECIMALS = new Decimals(50);

  /** Operations of the reference that may be spent on a subject, and on how many points. */
  private static final long BUDGET = 1_500_000;

  private static final int MOST = 300;

  /** Moves from the point that was drawn; more would lead far outside what its kind means. */
  private static final int MOST_MOVES = 6;

  /** One error, and where it was largest. */
  private static final class Worst {
    private double error;
    private double allowed;
    private Input input = Input.of(0);

    void offer(double other, double otherAllowed, Input at) {
      if (other > error) {
        error = other;
        allowed = otherAllowed;
        input = at;
      }
    }
  }

  /** What is known of a part. */
  private static final class Record {
    private final Worst block = new Worst();
    private final Worst entry = new Worst();
    private final Worst share = new Worst();
    private double blockDrawn;
    private double blockSquares;
    private long blockCount;
    private double entryDrawn;
    private double entrySquares;
    private long entryCount;

    void offer(Errors errors, Input at) {
      block.offer(errors.block(), errors.allowed(), at);
      entry.offer(errors.entry(), 0, at);
      share.offer(errors.share(), 0, at);
    }

    void count(Errors errors) {
      blockDrawn = Math.max(blockDrawn, errors.block());
      entryDrawn = Math.max(entryDrawn, errors.entry());
      blockSquares += errors.blockSquares();
      blockCount += errors.blockCount();
      entrySquares += errors.entrySquares();
      entryCount += errors.entryCount();
    }

    Figures figures(String subject, String part) {
      return new Figures(
          subject,
          part,
          Math.sqrt(blockSquares / Math.max(1, blockCount)),
          blockDrawn,
          block.error,
          block.allowed,
          block.input,
          Math.sqrt(entrySquares / Math.max(1, entryCount)),
          entryDrawn,
          entry.error,
          share.error,
          share.input);
    }
  }

  private final Subject subject;
  private final Map<String, Record> records = new LinkedHashMap<>();

  private Search(Subject subject) {
    this.subject = subject;
  }

  /** The figures of a subject's samples alone, without looking for worse. */
  static List<Figures> ofSamples(Subject subject, int samples) {
    var search = new Search(subject);
    search.sample(samples);
    return search.figures();
  }

  /** The figures of a subject. */
  static List<Figures> of(Subject subject) {
    var search = new Search(subject);
    long operations = search.sample(subject.samples());
    long points = BUDGET * subject.samples() / Math.max(1, operations);
    search.climb((int) Math.max(2 * subject.samples(), Math.min(MOST, points)));
    return search.figures();
  }

  private long sample(int samples) {
    long operations = 0;
    int undecided = 0;
    for (int number = 0; number < samples; number++) {
      Input input = Input.of(number);
      Point.Finding finding = subject.point(input).measure(DECIMALS);
      operations += finding.operations();
      undecided += finding.isUndecided() ? 1 : 0;
      finding.errors().forEach((part, errors) -> record(part).count(errors));
      offer(finding, input);
    }
    if (2 * undecided > samples) {
      throw new IllegalStateException(
          subject + ": " + undecided + " of " + samples + " samples have no decided derivative");
    }
    return operations;
  }

  private Record record(String part) {
    return records.computeIfAbsent(part, none -> new Record());
  }

  private void offer(Point.Finding finding, Input input) {
    finding.errors().forEach((part, errors) -> record(part).offer(errors, input));
  }

  private void climb(int points) {
    for (int i = 0; i < points; i++) {
      Input input = candidate(i);
      Point.Finding finding;
      try {
        finding = subject.point(input).measure(DECIMALS);
      } catch (IllegalArgumentException
          | ArithmeticException
          | UnreliableGradientException outsideTheDomain) {
        continue;
      }
      offer(finding, input);
    }
  }

  private Input candidate(int i) {
    List<Worst> targets = new ArrayList<>();
    records.values().forEach(record -> targets.addAll(List.of(record.block, record.share)));
    Input from = targets.get(i % targets.size()).input;
    return i % 4 == 3 || from.moves().size() >= MOST_MOVES
        ? Input.of(subject.samples() + i)
        : from.moved(i);
  }

  private List<Figures> figures() {
    return records.entrySet().stream()
        .map(entry -> entry.getValue().figures(subject.name(), entry.getKey()))
        .toList();
  }
}
