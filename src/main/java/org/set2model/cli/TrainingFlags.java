package org.set2model.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.image.InputFormat;
import org.set2model.metalearning.HeadStart;
import org.set2model.metalearning.LearningRate;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.Schedule;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.mixture.Differentiation;
import org.set2model.network.Architecture;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.Experiment;

/** The flags that say how a network is trained, and what they mean. */
final class TrainingFlags {

  /** Those that take a value. */
  static final Set<String> VALUES =
      Flags.names(
          "scorer loss scale prior-strength prior-variance gradient starts input blocks filters"
              + " dimensions tuples support relevant irrelevant within-groups augmentation steps"
              + " learning-rate clip validate-every patience seed");

  /** Those that take none. */
  static final Set<String> SWITCHES = Set.of("rotations");

  static final String HELP =
      """
      What is trained
        --scorer S            what stands on the features, and is trained through: avg, nn, gauss,
                              gmm:K, or kde, a mixture with a component on every example (default)
        --loss L              contrastive (default), the cross-entropy of each relevant image with
                              its concept against the same image with the step's other concepts
                              and the same concept with the other images; softmax, against other
                              concepts alone; pairwise, the mean logistic loss of pairs of a
                              relevant and an irrelevant image; or histogram, the paper's
        --scale X             factor of the scores in the loss, to begin with (default 3 for avg and
                              nn, 0.2 for gauss and gmm:K, 0.3 for kde)
        --prior-strength X    strength of the variance prior of a density, in examples, to begin with
                              (default 10; 1000 for kde)
        --prior-variance X    its variance, as a multiple of 1/D (default 1; 3 for kde)
        --gradient G          the way back through the fit of gmm:K: unrolled (default), through ten
                              steps of EM; or implicit, through its fixed point
        --starts S            of EM: fresh (default) at every step, or warm, from where the
                              last fit of the same concept ended
        --input FORMAT        how pictures become images (default '32x32x1 automatic'): side, side,
                              channels, and automatic, dark-on-light or light-on-dark
        --blocks B            convolution blocks, each of which halves the side (default 4)
        --filters F           filters of every block (default 32)
        --dimensions D        length of a descriptor (default 64)

      A training step
        --tuples T            concepts in a step (default 12)
        --support N           images of X, the set that describes a concept (default 8)
        --relevant N          images of Z+, to be ranked above those of Z- (default 4)
        --irrelevant N        images of Z-, drawn from the relevant ones of the step's other
                              concepts (default: all of them)
        --within-groups P     share of the steps whose concepts are all of one group, such as an
                              alphabet (default 0)
        --rotations           turn each concept of a step by a random multiple of 90 degrees
        --augmentation A      the random warp of every image: the largest rotation in degrees, scale,
                              shift as a share of the side, and shear (default 6,1.12,0.05,0.06),
                              or none

      The run
        --steps N             training steps at most (default 1500)
        --learning-rate R     the highest; it rises over 50 steps, then falls to 0 along a cosine
                              (default 0.003)
        --clip NORM           shorten gradients that are longer (default: none is)
        --validate-every N    steps between validations (default: a tenth of the steps)
        --patience N          end after so many validations without a new best (default: never)
        --seed S              determines every random choice (default 1)
      """;

  private static final int MOST = 1_000_000;
  private static final double TINY = 1e-12;

  /** Where the fit of a mixture starts. */
  private enum Starts {
    FRESH,
    WARM
  }

  private TrainingFlags() {}

  /** The flags of a command that has others too. */
  static Flags read(
      String command, List<String> arguments, Set<String> values, Set<String> switches) {
    Set<String> allValues = new HashSet<>(VALUES);
    allValues.addAll(values);
    Set<String> allSwitches = new HashSet<>(SWITCHES);
    allSwitches.addAll(switches);
    return new Flags(command, arguments, allValues, allSwitches);
  }

  static Loss loss(Flags flags) {
    return flags.choice("loss", "contrastive", Loss.values()).orElseThrow();
  }

  /** The way back through the scorer that another flag names. */
  static Differentiation gradient(Flags flags, String scorerFlag, ScorerKind kind) {
    Differentiation[] ways = {Differentiation.UNROLLED, Differentiation.IMPLICIT};
    Differentiation gradient = flags.choice("gradient", "unrolled", ways).orElseThrow();
    if (gradient == Differentiation.IMPLICIT && kind.family() != ScorerKind.Family.GMM) {
      throw new UsageException(
          "--gradient implicit needs --" + scorerFlag + " gmm:K: " + kind + " needs no iterations");
    }
    return gradient;
  }

  static InputFormat input(Flags flags) {
    return flags.parsed("input", Experiment.ICONS.toString(), InputFormat::parse);
  }

  /** The network for images of a format. */
  static Architecture architecture(Flags flags, InputFormat input) {
    try {
      return new Architecture(
          input.side(),
          flags.integer("blocks", Experiment.BLOCKS, 1, 10),
          flags.integer("filters", Experiment.FILTERS, 1, 4096),
          flags.integer("dimensions", Experiment.DIMENSIONS, 1, 65536));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  static TrainingPlan plan(Flags flags) {
    ScorerKind scorer = ScorerFlags.trained(flags, "scorer", "kde");
    Differentiation gradient = gradient(flags, "scorer", scorer);
    boolean warm = flags.choice("starts", "fresh", Starts.values()).orElseThrow() == Starts.WARM;
    if (warm && scorer.family() != ScorerKind.Family.GMM) {
      throw new UsageException("--starts warm needs --scorer gmm:K: " + scorer + " has none");
    }
    HeadStart start = HeadStart.of(scorer);
    int steps = flags.integer("steps", Experiment.DEFAULT_STEPS, 1, MOST);
    EpisodeSizes usual = Experiment.SIZES;
    EpisodeSizes sizes =
        new EpisodeSizes(
            flags.integer("tuples", usual.tuples(), 2, MOST),
            flags.integer("support", usual.support(), 1, MOST),
            flags.integer("relevant", usual.relevant(), 1, MOST),
            flags.integer("irrelevant", usual.irrelevant(), 1, Integer.MAX_VALUE));
    return new TrainingPlan(
        scorer,
        new HeadStart(
            flags.real("scale", start.scale(), TINY, 1 / TINY),
            flags.real("prior-strength", start.strength(), TINY, 1 / TINY),
            flags.real("prior-variance", start.relativeVariance(), TINY, 1 / TINY)),
        loss(flags),
        gradient,
        warm,
        new DrawOptions(
            sizes,
            flags.has("augmentation")
                ? flags.parsed("augmentation", "", TrainingFlags::augmentation)
                : Experiment.AUGMENTATION,
            flags.has("rotations"),
            flags.real("within-groups", 0, 0, 1)),
        new Schedule(
            new LearningRate(
                flags.real("learning-rate", Experiment.LEARNING_RATE, TINY, 100), steps),
            flags.integer("validate-every", Math.max(1, steps / Experiment.VALIDATIONS), 1, MOST),
            flags.integer("patience", Integer.MAX_VALUE, 1, Integer.MAX_VALUE)),
        flags.real("clip", Double.POSITIVE_INFINITY, TINY, Double.POSITIVE_INFINITY),
        flags.longInteger("seed", 1));
  }

  private static Augmentation augmentation(String text) {
    if (text.equals("none")) {
      return new Augmentation(0, 1, 0, 0);
    }
    String[] numbers = text.split(",");
    try {
      if (numbers.length == 4) {
        return new Augmentation(
            Double.parseDouble(numbers[0]),
            Double.parseDouble(numbers[1]),
            Double.parseDouble(numbers[2]),
            Double.parseDouble(numbers[3]));
      }
    } catch (NumberFormatException e) {
      // Said below, with what would do.
    }
    throw new IllegalArgumentException(
        "'" + text + "' must be none, or four numbers such as 6,1.12,0.05,0.06");
  }
}
