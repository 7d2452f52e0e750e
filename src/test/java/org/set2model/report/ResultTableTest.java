package org.set2model.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.set2model.retrieval.BootstrapInterval;

class ResultTableTest {

  private static final BootstrapInterval LOW = new BootstrapInterval(0.1234, 0.1, 0.15);
  private static final BootstrapInterval HIGH = new BootstrapInterval(0.5, 0.45, 0.6);

  @Test
  void namesStandToTheLeftAndCellsToTheRight() {
    var table =
        new ResultTable(
            List.of("AVG", "GMM3 caf\u00e9"),
            List.of("a", "a very much longer heading"),
            new BootstrapInterval[][] {{LOW, null}, {HIGH, LOW}});
    assertEquals(
        """
                                       a   a very much longer heading
        AVG         0.123 [0.100, 0.150]                            -
        GMM3 caf\u00e9   0.500 [0.450, 0.600]         0.123 [0.100, 0.150]
        """,
        table.text());
  }

  @Test
  void namesAreEscapedAndTheHighestMeanIsMarkedOnThePage() {
    String html =
        new ResultTable(
                List.of("<b>&\"'"), List.of("x", "y"), new BootstrapInterval[][] {{LOW, HIGH}})
            .html();
    assertTrue(html.contains("&#60;b&#62;&#38;&#34;&#39;"), html);
    assertEquals(1, html.split("class=\"best\"", -1).length - 1);
    assertTrue(html.indexOf("class=\"best\"") > html.indexOf("0.123"), html);
  }

  @Test
  void laterChangesOfTheCellsDoNotShow() {
    BootstrapInterval[][] cells = {{LOW}};
    var table = new ResultTable(List.of("r"), List.of("c"), cells);
    String before = table.text();
    cells[0][0] = HIGH;
    assertEquals(before, table.text());
  }

  @Test
  void cellsThatDoNotFitTheNamesAreRejected() {
    var oneCell = new BootstrapInterval[][] {{LOW}};
    assertThrows(
        IllegalArgumentException.class,
        () -> new ResultTable(List.of("a", "b"), List.of("c"), oneCell));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ResultTable(List.of("a"), List.of("c", "d"), oneCell));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ResultTable(List.of(), List.of("c"), new BootstrapInterval[0][]));
  }
}
