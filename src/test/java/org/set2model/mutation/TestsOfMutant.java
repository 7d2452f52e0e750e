package org.set2model.mutation;

import static org.junit.platform.launcher.TagFilter.excludeTags;

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
        .forEach(failure -> System.out.println(failure.getTestIdentifier().getDisplayName()));
    System.exit(listener.getSummary().getTotalFailureCount() > 0 ? Fork.KILLED : Fork.SURVIVED);
  }
}
