package org.set2model.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A fixed number of threads that share numbered tasks.
 *
 * <p>Which thread runs a task is not determined; a task that writes only what its number says makes
 * the result independent of the number of threads.
 */
public final class Workers implements AutoCloseable {

  /** A piece of work. */
  @FunctionalInterface
  public interface Task {

    /**
     * Runs the piece.
     *
     * @param task its number
     * @param worker number of the thread that runs it, below {@link Workers#count}: at any time one
     *     task at most runs under a given worker, so scratch memory can be kept per worker
     */
    void run(int task, int worker);
  }

  private static final int SPINS = 10_000;

  private final int count;
  private final ExecutorService helpers;

  /**
   * Starts the threads. The calling thread is one of them.
   *
   * @param count number of threads, at least 1
   */
  public Workers(int count) {
    if (!(count >= 1)) {
      throw new IllegalArgumentException("threads (" + count + ") must be >= 1");
    }
    this.count = count;
    this.helpers =
        count == 1
            ? null
            : Executors.newFixedThreadPool(
                count - 1,
                work -> {
                  Thread thread = new Thread(work, "set2model-worker");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** The number of threads, the calling one included. */
  public int count() {
    return count;
  }

  /** Runs tasks 0 to tasks - 1 and returns when all have ended; rethrows what one of them threw. */
  public void run(int tasks, Task task) {
    int helping = Math.min(count, tasks) - 1;
    var next = new AtomicInteger();
    if (helping <= 0) {
      drain(next, tasks, task, 0);
      return;
    }
    var failure = new AtomicReference<Throwable>();
    var done = new CountDownLatch(helping);
    for (int i = 1; i <= helping; i++) {
      int worker = i;
      helpers.execute(
          () -> {
            try {
              drain(next, tasks, task, worker);
            } catch (RuntimeException | Error thrown) {
              failure.compareAndSet(null, thrown);
            } finally {
              done.countDown();
            }
          });
    }
    try {
      drain(next, tasks, task, 0);
    } finally {
      awaitUninterruptibly(done);
    }
    if (failure.get() instanceof RuntimeException thrown) {
      throw thrown;
    }
    if (failure.get() instanceof Error thrown) {
      throw thrown;
    }
  }

  private static void drain(AtomicInteger next, int tasks, Task task, int worker) {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      task.run(i, worker);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    // The others are about to end: waking from a wait would take longer than most of them need.
    for (int spin = 0; spin < SPINS && latch.getCount() > 0; spin++) {
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the threads. */
  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdown();
    }
  }
}
