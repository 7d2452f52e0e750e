package org.set2model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyTaskRunsOnceAndNoWorkerRunsTwoAtATime(int threads) {
    try (Workers workers = new Workers(threads)) {
      var runs = new AtomicIntegerArray(1000);
      var busy = new AtomicIntegerArray(threads);
      workers.run(
          1000,
          (task, worker) -> {
            assertEquals(1, busy.incrementAndGet(worker));
            runs.incrementAndGet(task);
            busy.decrementAndGet(worker);
          });
      for (int task = 0; task < 1000; task++) {
        assertEquals(1, runs.get(task));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatATaskThrowsReachesTheCaller(int threads) {
    try (Workers workers = new Workers(threads)) {
      var thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.run(
                      50,
                      (task, worker) -> {
                        if (task == 37) {
                          throw new IllegalStateException("task 37");
                        }
                      }));
      assertTrue(thrown.getMessage().contains("task 37"));
      workers.run(3, (task, worker) -> {}); // still usable
    }
  }

  @Test
  void noTasksIsNothingToDo() {
    try (Workers workers = new Workers(2)) {
      workers.run(0, (task, worker) -> assertEquals(-1, task));
    }
  }

  @Test
  void thereIsAtLeastOneThread() {
    assertThrows(IllegalArgumentException.class, () -> new Workers(0));
  }
}
