package org.set2model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void plainValuesShareALineAndNestedOnesAreIndented() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1, 2.5, "x"));
    map.put("b", Map.of());
    map.put("c", null);
    assertEquals("{\n  \"a\": [1, 2.5, \"x\"],\n  \"b\": {},\n  \"c\": null\n}\n", Json.text(map));
  }

  @Test
  void textsAreEscaped() {
    assertEquals("[\"\\\"\\\\\\u000a\", \"ä\"]\n", Json.text(List.of("\"\\\n", "ä")));
  }

  @Test
  void truthAndNothingAreWords() {
    assertEquals("[true, null]\n", Json.text(Arrays.asList(true, null)));
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Json.text(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Json.text(List.of(1 / 0.0)));
  }
}
