package org.set2model.benchmarks;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Times on libtorch the TorchScript modules that {@code peers.py script} wrote, one benchmark each,
 * and prints {@code benchmark,peer,threads,median ms}. A file is named {@code
 * benchmark,type,variant.pt}; of the variants the fastest counts. Arguments: directory, threads,
 * and the part of a benchmark's name that selects it.
 */
public final class Libtorch {

  private static final int LEAST_RUNS = 7;
  private static final double NANOS = 1e9;
  private static final double SECONDS = 2;

  private Libtorch() {}

  /** Times the modules. */
  public static void main(String[] arguments) throws IOException, MalformedModelException {
    int threads = Integer.parseInt(arguments[1]);
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("DJL_CACHE_DIR", "target/djl");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Map<String, Double> fastest = new TreeMap<>();
    for (Path file : modules(Path.of(arguments[0]), arguments[2])) {
      String[] name = file.getFileName().toString().split(",");
      String peer = "libtorch " + Engine.getInstance().getVersion() + " " + name[1];
      fastest.merge(name[0] + "," + peer, medianMilliseconds(file), Math::min);
    }
    fastest.forEach(
        (name, median) -> System.out.printf(Locale.ROOT, "%s,%d,%.4f%n", name, threads, median));
  }

  private static List<Path> modules(Path directory, String part) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*" + part + ".*\\.pt"))
          .sorted()
          .toList();
    }
  }

  private static double medianMilliseconds(Path file) throws IOException, MalformedModelException {
    try (NDManager manager = NDManager.newBaseManager();
        Model model = Model.newInstance("module")) {
      String name = file.getFileName().toString();
      model.load(
          file.toAbsolutePath().getParent(),
          name.substring(0, name.length() - ".pt".length()),
          Map.of("trainParam", "true"));
      var store = new ParameterStore(manager, false);
      NDArray ignored = manager.zeros(new Shape(1), DataType.FLOAT32);
      Runnable work =
          () ->
              model.getBlock().forward(store, new NDList(ignored), true).singletonOrThrow().close();
      long warm = System.nanoTime() + (long) (NANOS * SECONDS / 4);
      for (int runs = 0; runs < 4 || System.nanoTime() < warm; runs++) {
        work.run();
      }
      double[] times = new double[LEAST_RUNS];
      int runs = 0;
      for (long end = System.nanoTime() + (long) (NANOS * SECONDS);
          runs < LEAST_RUNS || System.nanoTime() < end;
          runs++) {
        long begin = System.nanoTime();
        work.run();
        times = runs < times.length ? times : Arrays.copyOf(times, 2 * times.length);
        times[runs] = (System.nanoTime() - begin) / 1e6;
      }
      return Samples.median(Arrays.copyOf(times, runs));
    }
  }
}
