package org.set2model.gradcheck.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.set2model.gradcheck.Report;

/** The corpus of public reports on gradient checkers, which the page of the kit shows. */
class PublicReportsTest {

  private static final Path PAGE = Path.of("src/site/markdown/gradient-checkers.md");

  private static final List<PublicReport> REPORTS =
      Stream.of(
              StepReports.all(),
              PrecisionReports.all(),
              KinkReports.all(),
              DomainReports.all(),
              ComparisonReports.all())
          .flatMap(List::stream)
          .toList();

  @TestFactory
  Stream<DynamicTest> thisCheckerSaysWhatThePageSays() {
    return REPORTS.stream()
        .map(
            report ->
                dynamicTest(
                    report.name() + ": " + report.function(),
                    () -> {
                      Report ours = report.check().get();
                      assertEquals(report.ours(), ours.verdict(), ours::toString);
                    }));
  }

  /** Otherwise a reconstruction would have lost what was reported. */
  @TestFactory
  Stream<DynamicTest> theReportedCheckIsWrongOnTheReconstruction() {
    return REPORTS.stream()
        .filter(report -> report.customary().isPresent())
        .map(
            report ->
                dynamicTest(
                    report.name() + ": " + report.function(),
                    () ->
                        assertEquals(
                            report.claim() == PublicReport.Claim.WRONG,
                            report.customary().get().getAsBoolean())));
  }

  @Test
  void thePageShowsTheseReports() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.startsWith("| report "))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertEquals(
        String.join("\n", REPORTS.stream().map(PublicReport::row).toList()),
        String.join("\n", rows));
  }

  @Test
  void thePageCountsThem() throws IOException {
    long threads = REPORTS.stream().map(PublicReport::link).distinct().count();
    long misses = REPORTS.stream().filter(PublicReport::missed).count();
    String count = threads + " threads, " + REPORTS.size() + " checks, " + misses + " misses";
    assertTrue(Files.readString(PAGE).contains(count), count);
  }
}
