package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Right and wrong claims about functions that were made to deceive the checker. */
@Tag("slow")
class AdversaryTest {

  private static final int CHECKS = Integer.getInteger("adversary.checks", 20_000);

  @Test
  void noVerdictIsWrongAndFewAreMissing() {
    Tally tally = new Tally();
    AdversaryRun.trials(AdversaryFamilies.all(), CHECKS, 0).forEach(tally::add);
    System.out.print(tally);
    List<Trial> wrong = tally.wrongVerdicts();
    wrong.stream().limit(20).forEach(System.out::println);
    assertTrue(wrong.isEmpty(), () -> wrong.size() + " wrong verdicts, the first " + wrong.get(0));
    assertTrue(tally.unresolvedShare() < 0.15, () -> "UNRESOLVED " + tally.unresolvedShare());
  }
}
