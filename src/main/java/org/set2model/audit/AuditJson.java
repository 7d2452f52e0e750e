package org.set2model.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.set2model.io.Json;

/**
 * An audit as JSON:
 *
 * <pre>{@code
 * {"seed", "verdict", "cases", "replaced",
 *  "operations": [{"name", "formula", "source", "cases", "verified", "verifiedError", "relative",
 *      "kinks", "zeros", "retries", "replaced", "reason", "verdict", "failure"}],
 *  "plainForms": [{"name", "formula", "source", "cases": [names], "numbers", "worstError",
 *      "verdict", "failure"}]}
 * }</pre>
 *
 * The fields are those of {@link EntryResult} and {@link PlainResult}; an infinite error is written
 * as 1.0E300, a failure that there is not as "".
 */
public final class AuditJson {

  private static final double INFINITE = 1e300;

  private AuditJson() {}

  /** The JSON text of an audit. */
  public static String of(Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", audit.seed());
    json.put("verdict", audit.verdict().name());
    json.put("cases", audit.cases());
    json.put("replaced", audit.replaced());
    json.put("operations", audit.entries().stream().map(AuditJson::entry).toList());
    json.put("plainForms", audit.plainEntries().stream().map(AuditJson::plainEntry).toList());
    return Json.text(json);
  }

  private static Map<String, Object> entry(EntryResult result) {
    Entry entry = result.entry();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", entry.name());
    json.put("formula", entry.formula().text());
    json.put("source", entry.source());
    json.put("cases", result.cases());
    json.put("verified", result.strict());
    json.put("verifiedError", Math.min(INFINITE, result.verifiedError()));
    json.put("relative", result.relative());
    json.put("kinks", result.kinks());
    json.put("zeros", result.zeros());
    json.put("retries", result.retries());
    json.put("replaced", result.replaced());
    json.put("reason", result.reason());
    json.put("verdict", result.verdict().name());
    json.put("failure", result.failure().orElse(""));
    return json;
  }

  private static Map<String, Object> plainEntry(PlainResult result) {
    PlainEntry entry = result.entry();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", entry.name());
    json.put("formula", entry.formula().text());
    json.put("source", entry.source());
    json.put("cases", entry.cases().stream().map(PlainCase::name).toList());
    json.put("numbers", result.numbers());
    json.put("worstError", Math.min(INFINITE, result.worstError()));
    json.put("verdict", result.verdict().name());
    json.put("failure", result.failure().orElse(""));
    return json;
  }
}
