package org.set2model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFormatTest {

  @Test
  void theTextFormIsAsStoredInModels() {
    assertEquals("28x28x1 automatic", new InputFormat(28, 1, Polarity.AUTOMATIC).toString());
    assertEquals(
        "1024x1024x1 light-on-dark", new InputFormat(1024, 1, Polarity.LIGHT_ON_DARK).toString());
    assertEquals(
        new InputFormat(32, 1, Polarity.DARK_ON_LIGHT), InputFormat.parse("32x32x1 dark-on-light"));
  }

  @ParameterizedTest
  @EnumSource(Polarity.class)
  void theTextFormIsReadBack(Polarity polarity) {
    for (int side : new int[] {1, 28, 105, 1024}) {
      var format = new InputFormat(side, 1, polarity);
      assertEquals(format, InputFormat.parse(format.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "28x28x1",
        "28x28x1 ",
        "28x28x1 Automatic",
        "28x28x1 automatic ",
        "28x27x1 automatic",
        "28x28x3 automatic",
        "0x0x1 automatic",
        "1025x1025x1 automatic",
        "99999999999x99999999999x1 automatic",
        "-1x-1x1 automatic"
      })
  void otherTextsAreRejected(String text) {
    assertThrows(IllegalArgumentException.class, () -> InputFormat.parse(text));
  }

  @Test
  void valuesOutsideTheirRangesAreRejectedByName() {
    assertMessage("side (0)", 0, 1, Polarity.AUTOMATIC);
    assertMessage("side (1025)", 1025, 1, Polarity.AUTOMATIC);
    assertMessage("channels (3)", 28, 3, Polarity.AUTOMATIC);
    assertMessage("polarity", 28, 1, null);
  }

  private static void assertMessage(String part, int side, int channels, Polarity polarity) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new InputFormat(side, channels, polarity))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
