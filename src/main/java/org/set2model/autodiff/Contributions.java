package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/** Where a {@link Pullback} delivers the gradients with respect to its operation's inputs. */
public interface Contributions {

  /** Whether the gradient of this input is needed; a rule skips the work for the others. */
  boolean wants(int input);

  /**
   * Adds a contribution to the gradient of an input, which must be a wanted one. The matrix is
   * handed over: its giver neither reads nor changes it again.
   *
   * @throws IllegalArgumentException while a tape is swept, if there is no such input, or the
   *     gradient is null or not of the input's shape
   */
  void add(int input, DMatrixRMaj gradient);

  /** Whether the gradient of any input of a range is needed, the end excluded. */
  default boolean wantsAny(int first, int end) {
    for (int input = first; input < end; input++) {
      if (wants(input)) {
        return true;
      }
    }
    return false;
  }

  /** The same for the rule of a part of the inputs, which numbers them from an offset on. */
  default Contributions from(int offset) {
    return part(offset, Integer.MAX_VALUE);
  }

  /** The same, of which those from a number on are not wanted. */
  default Contributions upTo(int end) {
    return part(0, end);
  }

  private Contributions part(int offset, int end) {
    return new Contributions() {
      @Override
      public boolean wants(int input) {
        return input < end && Contributions.this.wants(offset + input);
      }

      @Override
      public void add(int input, DMatrixRMaj gradient) {
        Contributions.this.add(offset + input, gradient);
      }
    };
  }
}
