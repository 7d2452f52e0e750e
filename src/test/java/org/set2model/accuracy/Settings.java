package org.set2model.accuracy;

import java.lang.reflect.Field;

/** What an operation was made with, read from its private fields: only tests need to know. */
final class Settings {

  private Settings() {}

  /**
   * The value of a field.
   *
   * @throws AssertionError if there is none of that name and type: the operation has changed, and
   *     its plain formula has to follow
   */
  static <T> T of(Object owner, String field, Class<T> type) {
    try {
      Field found = owner.getClass().getDeclaredField(field);
      found.setAccessible(true);
      return type.cast(found.get(owner));
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new AssertionError(
          owner.getClass().getName() + " has no " + type.getSimpleName() + " '" + field + "'", e);
    }
  }
}
