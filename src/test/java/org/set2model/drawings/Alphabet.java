package org.set2model.drawings;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Invents the characters of an alphabet. They share a grid of three by three places, a few parts
 * that go from place to place, and how round these are; each character joins some of the parts (the
 * manner of Lake, Salakhutdinov and Tenenbaum 2015, doi 10.1126/science.aab3050).
 */
final class Alphabet {

  /** What every character begins with: a vertical line, a horizontal one above, or nothing. */
  enum Head {
    STEM,
    BAR,
    NONE
  }

  private static final double SIMILAR = 0.06;
  private static final double[] ROWS = {0, 0.5, 1};
  private static final double SHORTEST = 1.9;
  private static final double LONGEST = 4;
  private static final double OVERDRAWN = 0.09;
  private static final int TRIES = 3000;
  private static final int CIRCLE = 8;

  private final Random random;
  private final Head head;
  private final double roundness;
  private final double[] columns;
  private final List<List<double[][]>> parts = new ArrayList<>();

  /**
   * Invents what the characters share.
   *
   * @param roundness the share of parts that are curves, from 0 to 1; others have corners
   * @param loops the share of parts that are closed, from 0 to 1
   * @param count the number of parts
   */
  Alphabet(long seed, Head head, double roundness, double loops, int count) {
    random = new Random(seed);
    this.head = head;
    this.roundness = roundness;
    double half = 0.3 + 0.15 * random.nextDouble();
    columns = new double[] {0.5 - half, 0.5, 0.5 + half};
    while (parts.size() < count) {
      parts.add(random.nextDouble() < loops ? loop() : walk());
    }
  }

  /** As many characters as asked for, no two of them similar, not even if one is turned. */
  List<Glyph> characters(int count) {
    List<Glyph> characters = new ArrayList<>();
    for (int i = 0; characters.size() < count; i++) {
      if (i == TRIES) {
        throw new IllegalArgumentException("too few parts for " + count + " characters");
      }
      Glyph glyph = character();
      if (isLegible(glyph) && isNew(glyph, characters)) {
        characters.add(glyph);
      }
    }
    return characters;
  }

  /** Neither too small or simple, nor overloaded. */
  private static boolean isLegible(Glyph glyph) {
    double[] x = glyph.points().stream().mapToDouble(p -> p[0]).sorted().toArray();
    double[] y = glyph.points().stream().mapToDouble(p -> p[1]).sorted().toArray();
    return x[x.length - 1] - x[0] > 0.45
        && y[y.length - 1] - y[0] > 0.6
        && glyph.length() > SHORTEST
        && glyph.length() < LONGEST
        && glyph.clearance() > OVERDRAWN;
  }

  /** A character turned is a class of its own in some protocols, hence unlike itself, too. */
  private static boolean isNew(Glyph glyph, List<Glyph> earlier) {
    for (int quarters = 0; quarters < 4; quarters++) {
      Glyph turned = glyph.turned(quarters);
      if (quarters > 0 && turned.distance(glyph) < SIMILAR
          || earlier.stream().anyMatch(other -> turned.distance(other) < SIMILAR)) {
        return false;
      }
    }
    return true;
  }

  private Glyph character() {
    List<double[][]> strokes = new ArrayList<>();
    if (head == Head.STEM) {
      double x = columns[random.nextInt(2)];
      strokes.add(new double[][] {{x, ROWS[0]}, {x, ROWS[2]}});
    } else if (head == Head.BAR) {
      strokes.add(new double[][] {{columns[0], ROWS[0]}, {columns[2], ROWS[0]}});
    }
    int joined = head == Head.NONE ? 2 : 1;
    for (int left = joined + random.nextInt(2); left > 0; left--) {
      List<double[][]> part = mirrored(parts.get(random.nextInt(parts.size())));
      if (strokes.isEmpty() || touches(part, strokes)) {
        strokes.addAll(part);
      }
    }
    return new Glyph(strokes);
  }

  /** Every other time from left to right, and from top to bottom. */
  private List<double[][]> mirrored(List<double[][]> part) {
    boolean across = random.nextBoolean();
    boolean down = random.nextBoolean();
    List<double[][]> mirrored = new ArrayList<>();
    for (double[][] stroke : part) {
      double[][] points = new double[stroke.length][];
      for (int i = 0; i < points.length; i++) {
        double x = stroke[i][0];
        double y = stroke[i][1];
        points[i] = new double[] {across ? 1 - x : x, down ? 1 - y : y};
      }
      mirrored.add(points);
    }
    return mirrored;
  }

  private static boolean touches(List<double[][]> part, List<double[][]> strokes) {
    List<double[]> others = new Glyph(strokes).points();
    for (double[] mine : new Glyph(part).points()) {
      for (double[] other : others) {
        if (Math.abs(mine[0] - other[0]) + Math.abs(mine[1] - other[1]) < 0.05) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * From place to place, one curve through two or three, or straight lines between three or four.
   */
  private List<double[][]> walk() {
    List<double[]> places = new ArrayList<>();
    boolean round = random.nextDouble() < roundness;
    int count = (round ? 2 : 3) + random.nextInt(2);
    int before = -1;
    int place = random.nextInt(9);
    while (places.size() < count) {
      places.add(new double[] {columns[place % 3], ROWS[place / 3]});
      int next;
      do {
        next = random.nextInt(9);
      } while (next == place || next == before || far(next, place));
      before = place;
      place = next;
    }
    List<double[][]> strokes = new ArrayList<>();
    if (round) {
      if (count == 2) {
        places.add(1, bow(places.get(0), places.get(1)));
      }
      strokes.add(places.toArray(new double[0][]));
    } else {
      for (int i = 1; i < count; i++) {
        strokes.add(new double[][] {places.get(i - 1), places.get(i)});
      }
    }
    return strokes;
  }

  private static boolean far(int place, int other) {
    return Math.abs(place % 3 - other % 3) + Math.abs(place / 3 - other / 3) > 3;
  }

  /** A point beside the middle of two. */
  private double[] bow(double[] from, double[] to) {
    double height = random.nextBoolean() ? 0.3 : -0.3;
    return new double[] {
      (from[0] + to[0]) / 2 - height * (to[1] - from[1]),
      (from[1] + to[1]) / 2 + height * (to[0] - from[0])
    };
  }

  /** A circle or an oval, half a character wide or less, that begins at a place. */
  private List<double[][]> loop() {
    double x = columns[random.nextInt(3)];
    double y = ROWS[random.nextInt(3)];
    double width = 0.17 + 0.08 * random.nextDouble();
    double height = 0.17 + 0.08 * random.nextDouble();
    double start = StrictMath.atan2(y - 0.5, x - 0.5);
    double[][] points = new double[CIRCLE + 1][];
    for (int i = 0; i <= CIRCLE; i++) {
      double angle = start + 2 * StrictMath.PI * i / CIRCLE;
      points[i] =
          new double[] {
            x + width * (StrictMath.cos(angle) - StrictMath.cos(start)),
            y + height * (StrictMath.sin(angle) - StrictMath.sin(start))
          };
    }
    return List.<double[][]>of(points);
  }
}
