package org.set2model.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.set2model.report.Json;

/**
 * An audit as JSON: {@code {"seed", "verdict", "operations": [{"name", "formula", "source",
 * "cases", "worstRelativeError", "uncertainty", "verdict"}]}}.
 */
public final class AuditJson {

  private AuditJson() {}

  /** The JSON text of an audit. */
  public static String of(Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", audit.seed());
    json.put("verdict", audit.verdict().name());
    json.put("operations", audit.operations().stream().map(AuditJson::operation).toList());
    return Json.text(json);
  }

  private static Map<String, Object> operation(Audit.Result result) {
    Entry entry = result.entry();
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("name", entry.name());
    operation.put("formula", entry.formula().text());
    operation.put("source", entry.source());
    operation.put("cases", result.cases());
    operation.put("worstRelativeError", result.worstRelativeError());
    operation.put("uncertainty", result.uncertainty());
    operation.put("verdict", result.verdict().name());
    return operation;
  }
}
