package org.set2model.data;

import java.util.List;
import org.set2model.image.ImageSet;

/**
 * A task of classification from one image a class: each item belongs to exactly one class.
 *
 * @param name of the run
 * @param classes the name of each class, that of the file of its training image
 * @param training one image for each class
 * @param items the name of each item, that of its file
 * @param tests one image for each item
 * @param answers for each item the index of its class
 */
public record OneShotRun(
    String name,
    List<String> classes,
    ImageSet training,
    List<String> items,
    ImageSet tests,
    List<Integer> answers) {

  /**
   * Checks the sizes and copies the lists.
   *
   * @throws IllegalArgumentException if there are fewer than two classes or no item, names, images
   *     or answers are missing, or an answer is none of the classes
   */
  public OneShotRun {
    if (!(classes.size() >= 2 && classes.size() == training.size())) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d classes with %d training images; a run needs two or more, an image for each",
              name, classes.size(), training.size()));
    }
    if (!(items.size() >= 1 && items.size() == tests.size() && items.size() == answers.size())) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d items with %d images and %d answers; a run needs one or more, and one of"
                  + " each for each",
              name, items.size(), tests.size(), answers.size()));
    }
    for (int answer : answers) {
      if (!(answer >= 0 && answer < classes.size())) {
        throw new IllegalArgumentException(
            name + ": answer " + answer + " is none of the " + classes.size() + " classes");
      }
    }
    classes = List.copyOf(classes);
    items = List.copyOf(items);
    answers = List.copyOf(answers);
  }
}
