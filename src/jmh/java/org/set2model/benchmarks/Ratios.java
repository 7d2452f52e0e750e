package org.set2model.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times set2model beside its peers, doing the same work on the same machine, and writes a table of
 * ratios. All take turns, several rounds of each work, so that a disturbance hits each of them; the
 * medians over the rounds are compared.
 *
 * <p>Properties, all optional:
 *
 * <ul>
 *   <li>{@code ratios.jdks}: homes of the JDKs to run on, separated by commas; else the running one
 *   <li>{@code ratios.rounds}: how many rounds, 3
 *   <li>{@code ratios.seconds}: length of one of three iterations to warm up and of two measured, 2
 *   <li>{@code ratios.only}: a part of the names of the work to do
 *   <li>{@code ratios.python}: the interpreter that has torch and scikit-learn, {@code
 *       /usr/bin/python3}
 *   <li>{@code ratios.output}: file to write, {@code target/benchmarks.md}
 * </ul>
 */
public final class Ratios {

  private static final String SCRIPT = "src/jmh/python/peers.py";
  private static final Path MODULES = Path.of("target", "peers");
  private static final List<Integer> THREADS = List.of(1, 2);
  private static final int STARTS = 9;
  private static final String START = "start to first score";

  /** One thing measured: a work, who does it, on how many threads. */
  private record Entry(String work, String who, int threads) {}

  private final List<Path> jdks =
      Stream.of(System.getProperty("ratios.jdks", System.getProperty("java.home")).split(","))
          .map(Path::of)
          .toList();
  private final int rounds = Integer.getInteger("ratios.rounds", 3);
  private final int seconds = Integer.getInteger("ratios.seconds", 2);
  private final String only = System.getProperty("ratios.only", "");
  private final String python = System.getProperty("ratios.python", "/usr/bin/python3");
  private final Path output = Path.of(System.getProperty("ratios.output", "target/benchmarks.md"));
  private final boolean hasLibtorch = exists("org.set2model.benchmarks.Libtorch");
  private final Map<Path, String> ours = new LinkedHashMap<>();
  private final Map<Entry, List<Double>> times = new LinkedHashMap<>();
  private final Map<String, List<Double>> peaks = new LinkedHashMap<>();

  private Ratios() {
    for (Path jdk : jdks) {
      ours.put(jdk, "JDK " + release(jdk));
    }
  }

  /** Measures, prints the table and writes it. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    var ratios = new Ratios();
    ratios.measure();
    System.out.print(ratios.page());
  }

  /** Writes what is measured so far: a run takes long and may be interrupted. */
  private void write() throws IOException {
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, page());
  }

  private void measure() throws IOException, RunnerException {
    if (hasLibtorch) {
      lines(List.of(python, SCRIPT, "script", MODULES.toString()));
    }
    for (Work work : Work.all()) {
      for (int round = 0; round < rounds && work.name().contains(only); round++) {
        for (int threads : THREADS) {
          measure(work, threads);
          System.err.printf("%s, %d threads, round %d%n", work.name(), threads, round + 1);
          write();
        }
      }
    }
    if (START.contains(only)) {
      measureStart();
      write();
    }
    if (times.isEmpty()) {
      throw new IllegalArgumentException(
          "ratios.only (" + only + ") must be part of a work's name");
    }
  }

  private void measure(Work work, int threads) throws IOException, RunnerException {
    if (work.threaded() || threads == 1) {
      for (Path jdk : jdks) {
        record(new Entry(work.name(), ours.get(jdk), threads), run(work, threads, jdk));
      }
    }
    String count = Integer.toString(threads);
    List<String> rows = new ArrayList<>(lines(List.of(python, SCRIPT, "time", count, work.name())));
    if (hasLibtorch) {
      rows.addAll(
          lines(
              List.of(
                  java(jdks.get(0)).toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.set2model.benchmarks.Libtorch",
                  MODULES.toString(),
                  count,
                  work.name())));
    }
    for (String row : rows) {
      String[] fields = row.split(",");
      record(new Entry(fields[0], fields[1], threads), Double.parseDouble(fields[3]));
    }
  }

  private double run(Work work, int threads, Path jdk) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(work.benchmark().replace(".", "\\.") + "$")
            .jvm(java(jdk).toString())
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(2)
            .measurementTime(TimeValue.seconds(seconds))
            .verbosity(VerboseMode.SILENT);
    work.parameters().forEach((name, value) -> options.param(name, value));
    if (work.threaded()) {
      options.param("threads", Integer.toString(threads));
    }
    RunResult result = new Runner(options.build()).runSingle();
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private void measureStart() throws IOException {
    Path jar = Path.of("target", "set2model.jar");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (Path jdk : jdks) {
      commands.put(
          ours.get(jdk),
          List.of(
              java(jdk).toString(),
              "-jar",
              jar.toString(),
              "fit",
              "--points",
              "testdata/points/points.csv",
              "--model",
              "gauss",
              "--output",
              "target/start.json"));
    }
    commands.put("import torch", List.of(python, "-c", "import torch"));
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        List<String> timed = new ArrayList<>(List.of(python, SCRIPT, "start", "" + STARTS));
        timed.addAll(command.getValue());
        String[] fields = lines(timed).get(0).split(",");
        record(new Entry(START, command.getKey(), 1), Double.parseDouble(fields[0]));
        peaks
            .computeIfAbsent(command.getKey(), key -> new ArrayList<>())
            .add(Double.parseDouble(fields[1]));
      }
    }
  }

  private void record(Entry entry, double time) {
    times.computeIfAbsent(entry, key -> new ArrayList<>()).add(time);
  }

  private String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Benchmarks\n\n");
    page.append("Medians in milliseconds over rounds (").append(rounds);
    page.append(") in which all took turns. A ratio is the peer's time divided by ours, above 1 ");
    page.append("where set2model is faster; a fit always runs on one thread here.\n\n");
    page.append("| work | threads |");
    ours.values().forEach(name -> page.append(' ').append(name).append(" |"));
    page.append(" peer | its time |");
    ours.values().forEach(name -> page.append(" ratio, ").append(name).append(" |"));
    page.append('\n').append("|---|---|").append("---|".repeat(2 * ours.size() + 2)).append('\n');
    times.keySet().stream()
        .filter(entry -> !ours.containsValue(entry.who()))
        .forEach(entry -> page.append(row(entry)));
    if (!peaks.isEmpty()) {
      page.append("\nPeak resident memory of ").append(START).append(", MB: ");
      page.append(
          peaks.entrySet().stream()
              .map(e -> format("%s %.0f", e.getKey(), median(e.getValue())))
              .collect(Collectors.joining(", ")));
      page.append(".\n");
    }
    page.append('\n').append(circumstances());
    return page.toString();
  }

  private String row(Entry peer) {
    double time = median(times.get(peer));
    StringBuilder row = new StringBuilder(format("| %s | %d |", peer.work(), peer.threads()));
    StringBuilder ratios = new StringBuilder();
    for (String name : ours.values()) {
      List<Double> own = times.get(new Entry(peer.work(), name, peer.threads()));
      if (own == null) {
        own = times.get(new Entry(peer.work(), name, 1));
      }
      row.append(own == null ? " |" : format(" %s |", digits(median(own))));
      ratios.append(own == null ? " |" : format(" %.2f |", time / median(own)));
    }
    return row + format(" %s | %s |", peer.who(), digits(time)) + ratios + "\n";
  }

  private String circumstances() throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put(
        "machine", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    for (Path jdk : jdks) {
      facts.put(ours.get(jdk), property(jdk, "IMPLEMENTOR") + " " + property(jdk, "JAVA_VERSION"));
    }
    facts.put("peers", lines(List.of(python, SCRIPT, "versions")).get(0));
    if (hasLibtorch) {
      facts.put("libtorch", "through DJL, the allocator set alike; TorchScript of the same work");
    }
    facts.put("command", "mvn -q -Pjmh,peers -DskipTests package exec:exec@ratios");
    return facts.entrySet().stream()
        .map(fact -> "- " + fact.getKey() + ": " + fact.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String processor() throws IOException {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.exists(cpuinfo)) {
      return System.getProperty("os.arch");
    }
    Map<String, String> facts = new TreeMap<>();
    for (String line : Files.readAllLines(cpuinfo)) {
      String[] fact = line.split("\\s*:\\s*", 2);
      facts.putIfAbsent(fact[0], fact.length == 2 ? fact[1] : "");
    }
    return facts.getOrDefault("model name", System.getProperty("os.arch"))
        + format(", family %s, model %s", facts.get("cpu family"), facts.get("model"))
        + (facts.getOrDefault("flags", "").contains("avx512f") ? ", AVX-512" : "");
  }

  /** The lines that a command prints, run with the peers' settings of the allocator. */
  private static List<String> lines(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (command.contains("org.set2model.benchmarks.Libtorch")) {
      // As in peers.py, which sets them for itself.
      builder.environment().put("MALLOC_MMAP_THRESHOLD_", "4000000000");
      builder.environment().put("MALLOC_TRIM_THRESHOLD_", "8000000000");
      builder.environment().put("MALLOC_TOP_PAD_", "64000000");
    }
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " ended with status " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return lines;
  }

  private static Path java(Path jdk) {
    return jdk.resolve("bin").resolve("java");
  }

  private static String release(Path jdk) {
    return property(jdk, "JAVA_VERSION").split("\\.")[0];
  }

  /** A line of the file {@code release} of a JDK. */
  private static String property(Path jdk, String name) {
    try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1).replace("\"", ""))
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(String className) {
    return Ratios.class.getClassLoader().getResource(className.replace('.', '/') + ".class")
        != null;
  }

  private static double median(List<Double> samples) {
    return Samples.median(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String digits(double milliseconds) {
    return milliseconds < 10 ? format("%.3f", milliseconds) : format("%.1f", milliseconds);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
