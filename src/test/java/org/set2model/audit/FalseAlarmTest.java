package org.set2model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.set2model.catalog.Catalog;
import org.set2model.gradcheck.Verdict;

/** Counts false alarms over many checks of right operations. */
class FalseAlarmTest {

  private static final int CHECKS = 10_000;

  @Test
  @Tag("slow")
  void tenThousandChecksOfRightOperationsRaiseNoAlarm() throws IOException {
    List<Entry> entries = Catalog.entries();
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    Map<String, Integer> unresolved = new TreeMap<>();
    Map<String, Integer> alarms = new TreeMap<>();
    for (int i = 0; i < CHECKS; i++) {
      Entry entry = entries.get(i % entries.size());
      int number = i / entries.size();
      Case drawn = entry.draw(11, number);
      Verdict verdict = drawn.report(entry.seed(11, number)).verdict();
      verdicts.merge(verdict, 1, Integer::sum);
      if (verdict != Verdict.AGREE) {
        (verdict == Verdict.DISAGREE ? alarms : unresolved)
            .merge(
                entry.name() + ", " + entry.kinds().get(number % entry.kinds().size()),
                1,
                Integer::sum);
      }
    }
    System.out.println("checks of right operations: " + verdicts);
    for (Map.Entry<String, Integer> count : unresolved.entrySet()) {
      System.out.println("unresolved " + count.getValue() + " x " + count.getKey());
    }
    assertEquals(Map.of(), alarms);
    int sum = unresolved.values().stream().mapToInt(Integer::intValue).sum();
    String figure = "0 refused, " + sum + " unresolved";
    assertTrue(Files.readString(Path.of("README.md")).contains(figure), figure);
  }
}
