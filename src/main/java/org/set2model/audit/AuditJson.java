package org.set2model.audit;

import java.util.stream.Collectors;

/**
 * An audit as JSON: {@code {"seed", "verdict", "operations": [{"name", "formula", "source",
 * "cases", "worstRelativeError", "uncertainty", "verdict"}]}}.
 */
public final class AuditJson {

  private AuditJson() {}

  /** The JSON text of an audit. */
  public static String of(Audit audit) {
    return "{\n  \"seed\": %d,\n  \"verdict\": %s,\n  \"operations\": [\n%s\n  ]\n}\n"
        .formatted(
            audit.seed(),
            quoted(audit.verdict().name()),
            audit.operations().stream()
                .map(AuditJson::operation)
                .collect(Collectors.joining(",\n")));
  }

  private static String operation(Audit.Result result) {
    Entry entry = result.entry();
    return "    {\"name\": "
        + quoted(entry.name())
        + ", \"formula\": "
        + quoted(entry.formula().text())
        + ", \"source\": "
        + quoted(entry.source())
        + ", \"cases\": "
        + result.cases()
        + ", \"worstRelativeError\": "
        + result.worstRelativeError()
        + ", \"uncertainty\": "
        + result.uncertainty()
        + ", \"verdict\": "
        + quoted(result.verdict().name())
        + "}";
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return quoted.append('"').toString();
  }
}
