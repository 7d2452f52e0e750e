package org.set2model.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.ejml.data.DMatrixRMaj;

/**
 * Matrices that are lent, given back and lent again: a training step allocates what the step before
 * it released. A matrix that is never given back is collected as garbage.
 *
 * <p>Capacities are rounded up in steps of a quarter of a power of two, so that batches whose sizes
 * vary a little share their memory.
 *
 * <p>Not thread-safe: one thread lends and takes back.
 */
public final class Workspace {

  private final TreeMap<Integer, Deque<DMatrixRMaj>> idle = new TreeMap<>();

  /** DMatrixRMaj has no equals of its own, so this map goes by identity. */
  private final Map<DMatrixRMaj, Boolean> lent = new WeakHashMap<>();

  /** A matrix of this shape with arbitrary content. */
  public DMatrixRMaj take(int rows, int columns) {
    int capacity = rounded(Math.multiplyExact(rows, columns));
    Map.Entry<Integer, Deque<DMatrixRMaj>> fitting = idle.ceilingEntry(capacity);
    DMatrixRMaj matrix;
    if (fitting != null && fitting.getKey() / 2 <= capacity) {
      matrix = fitting.getValue().pop();
      if (fitting.getValue().isEmpty()) {
        idle.remove(fitting.getKey());
      }
    } else {
      matrix = new DMatrixRMaj(1, capacity);
    }
    matrix.numRows = rows;
    matrix.numCols = columns;
    lent.put(matrix, Boolean.TRUE);
    return matrix;
  }

  /** Takes back a matrix that nobody uses any more; one from elsewhere is left alone. */
  public void release(DMatrixRMaj matrix) {
    if (lent.remove(matrix) != null) {
      idle.computeIfAbsent(matrix.data.length, length -> new ArrayDeque<>()).push(matrix);
    }
  }

  private static int rounded(int size) {
    int step = Math.max(1, Integer.highestOneBit(Math.max(1, size)) / 4);
    return Math.multiplyExact((size + step - 1) / step, step);
  }
}
