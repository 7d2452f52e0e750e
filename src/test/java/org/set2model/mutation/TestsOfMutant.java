package org.set2model.mutation;

import static org.junit.platform.launcher.TagFilter.excludeTags;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Classes of tests, without the tests that the default build leaves out. */
final class TestsOfMutant {

  private TestsOfMutant() {}

  /**
   * @param classes their names
   */
  public static void main(String... classes) {
    PrintStream out = System.out;
    // What jqwik tells of its tries is of no interest here.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toList())
                .filters(excludeTags("slow", "python", "mutation"))
                .build(),
            listener);
    listener
        .getSummary()
        .getFailures()
        .forEach(failure -> out.println(failure.getTestIdentifier().getDisplayName()));
    System.exit(listener.getSummary().getTotalFailureCount() > 0 ? Fork.KILLED : Fork.SURVIVED);
  }
}
