package org.set2model.audit;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Random numbers and shapes of a {@link Kind}: what the inputs of a case are made of. */
public final class Draw {

  private static final double NEAR = 1e-6;

  private static final double HUGE = 1e8;

  private final Kind kind;
  private final SplittableRandom random;
  private final double scale;
  private final boolean small;

  Draw(Kind kind, long seed) {
    this(kind, seed, false);
  }

  private Draw(Kind kind, long seed, boolean small) {
    this.kind = kind;
    this.small = small;
    this.random = new SplittableRandom(seed);
    this.scale =
        switch (kind) {
          case TINY -> 1 / HUGE;
          case HUGE -> HUGE;
          case LARGE -> Math.pow(HUGE, random.nextDouble());
          default -> 1;
        };
  }

  /** The kind of input. */
  public Kind kind() {
    return kind;
  }

  /** Other numbers of the same kind, in smaller shapes: for what grows with the shape's square. */
  public Draw small() {
    return new Draw(kind, seed(), true);
  }

  /** A whole number between bounds, both included. */
  public int integer(int smallest, int largest) {
    return random.nextInt(smallest, largest + 1);
  }

  /** A seed for something else that draws. */
  public long seed() {
    return random.nextLong();
  }

  /** A number of points. */
  public int rows() {
    return switch (kind) {
      case ONE_EXAMPLE -> 1;
      case MORE_DIMENSIONS_THAN_POINTS -> 2;
      default -> integer(2, small ? 3 : 6);
    };
  }

  /** A number of dimensions. */
  public int columns() {
    if (small) {
      return kind == Kind.MORE_DIMENSIONS_THAN_POINTS ? integer(3, 4) : integer(1, 2);
    }
    return kind == Kind.MORE_DIMENSIONS_THAN_POINTS ? integer(8, 12) : integer(1, 4);
  }

  /** The size of the numbers. */
  public double scale() {
    return scale;
  }

  /** A matrix of the kind. */
  public DMatrixRMaj matrix(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      boolean repeat = i >= columns;
      matrix.data[i] =
          switch (kind) {
            case ZEROS -> 0;
            case IDENTICAL_ROWS -> repeat ? matrix.data[i - columns] : random.nextGaussian();
            case NEARLY_EQUAL ->
                repeat
                    ? matrix.data[i % columns] + NEAR * random.nextGaussian()
                    : random.nextGaussian();
            case TIES -> integer(-1, 1);
            case SIGNED_ZERO ->
                random.nextInt(3) > 0 ? random.nextGaussian() : random.nextBoolean() ? 0.0 : -0.0;
            default -> scale() * random.nextGaussian();
          };
    }
    return matrix;
  }

  /** An ordinary matrix, whatever the kind. */
  public DMatrixRMaj ordinary(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** An ordinary matrix to add to numbers of the kind: tiny where they are, lest they vanish. */
  public DMatrixRMaj shift(int rows, int columns) {
    DMatrixRMaj matrix = ordinary(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] *= Math.min(1, scale());
    }
    return matrix;
  }

  /** Numbers from half to one and a half times a size. */
  public DMatrixRMaj positive(int rows, int columns, double size) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = size * random.nextDouble(0.5, 1.5);
    }
    return matrix;
  }

  /** Whole numbers from -1 to 1, whatever the kind. */
  public DMatrixRMaj wholes(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = integer(-1, 1);
    }
    return matrix;
  }

  /** A number as a matrix, 1 x 1. */
  public static DMatrixRMaj scalar(double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
    matrix.data[0] = value;
    return matrix;
  }
}
