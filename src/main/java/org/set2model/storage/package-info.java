/**
 * Networks on disk, in the safetensors format of tensors.
 *
 * <p>A safetensors file is
 *
 * <pre>
 *   8 bytes    N, the length of the header, unsigned, little-endian; at most 100,000,000
 *   N bytes    the header: a JSON object in UTF-8 that begins with {, spaces may follow it
 *   the rest   the data: the values of all tensors, row-major, little-endian
 * </pre>
 *
 * and its header is
 *
 * <pre>
 *   {"__metadata__":{KEY:TEXT,...},
 *    NAME:{"dtype":"F64","shape":[2,3],"data_offsets":[BEGIN,END]},...}
 * </pre>
 *
 * with offsets in bytes from the beginning of the data. The tensors fill the data without holes or
 * overlap; no name occurs twice. Source: the format section of the safetensors documentation, <a
 * href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>.
 *
 * <p>A network ({@link org.set2model.storage.NetworkFile}) of B blocks of F filters for images of
 * side S and descriptors of length D has these tensors, C being 1 in the first block and F in the
 * others, all F64, or all F32 if that holds every value exactly:
 *
 * <pre>
 *   blockB.conv.weight       [F, C, 3, 3]   filters; no bias, padding 1
 *   blockB.bn.weight         [F]            gamma of the batch normalization, whose epsilon is 1e-5
 *   blockB.bn.bias           [F]            beta
 *   blockB.bn.running_mean   [F]
 *   blockB.bn.running_var    [F]            at least 0
 *   linear.weight            [D, F s s]     s = S halved B times, rounded down each time; a row
 *                                           runs over filters, then image rows, then columns
 *   linear.bias              [D]
 *   scorer.background        [K, 1 + D]     may be missing: K centers of the descriptors of images
 *                                           in general, the weight first in each row
 * </pre>
 *
 * and these texts, numbers in decimal notation:
 *
 * <pre>
 *   format                   set2model network 1
 *   architecture.side        S
 *   architecture.blocks      B
 *   architecture.filters     F
 *   architecture.dimensions  D
 *   input.channels           1
 *   input.range              0 to 1
 *   input.background         0
 *   input.ink                1
 *   input.format             how pictures become images, {@link org.set2model.image.InputFormat}
 *   scorer.KEY               how descriptors are scored, priors, exponents and variance of the
 *                            background: {@link org.set2model.scoring.ScorerSettings}
 *   training.command         the command line that trained the network
 *   training.seed            its seed
 * </pre>
 *
 * <p>Names, shapes and the order of values are those that PyTorch gives to the state of a module
 * with children {@code block1}, {@code block2} and so on, each with a {@code conv} (Conv2d) and a
 * {@code bn} (BatchNorm2d), and a child {@code linear} (Linear); blocks go on with ReLU and
 * MaxPool2d(2), and descriptors are scaled to length 1. The counters {@code num_batches_tracked}
 * are neither written nor read: leave them out of an export, and load with {@code strict=False}.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>safetensors rather than a format of our own</b> or Java serialization: anyone can read
 *       it with a page of code, nothing in it is executed, and its lengths can all be checked
 *       before memory is taken.
 *   <li><b>One content, one sequence of bytes.</b>
 *   <li><b>F64 is written; F32 is read too,</b> each value exact as a double. Other types are
 *       refused rather than converted. A network whose values were rounded to F32 is written so,
 *       exactly, in half the space; nothing is rounded in writing.
 *   <li><b>NaN and infinity are refused</b> both ways, though the format permits them: no network
 *       that has them can be used.
 *   <li><b>The header is parsed by what the format allows,</b> not as any JSON: numbers are whole,
 *       unknown members of a tensor are errors, and there is no recursion that a header of a
 *       hundred million brackets could exhaust.
 *   <li><b>A faulty file is always a {@link org.set2model.io.DataException}</b> that names it and
 *       the fault in one line; property tests with spoiled files hold that.
 *   <li><b>Unknown metadata is ignored,</b> so that a file may say more than this program knows; an
 *       unknown tensor is an error, because it would change what the network computes.
 * </ul>
 *
 * <p>The measurements behind them are in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.storage;
