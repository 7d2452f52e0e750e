package org.set2model.gradcheck;

/** What a check can say of a claimed derivative. There is no silent pass. */
public enum Verdict {
  /** Within a tolerance that is small enough to exclude a relative error of 1e-5. */
  AGREE,
  /** Outside the tolerance, as two independent extrapolations confirm. */
  DISAGREE,
  /** The function cannot be differentiated numerically well enough here to tell. */
  UNRESOLVED
}
