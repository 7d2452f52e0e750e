package org.set2model.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.concept.ConceptModel;
import org.set2model.concept.Embedder;
import org.set2model.data.ImageFiles;
import org.set2model.data.ImageFolder;
import org.set2model.data.SkippedFile;
import org.set2model.io.DataException;
import org.set2model.io.Progress;
import org.set2model.kernel.Workers;
import org.set2model.scoring.Ranking;

/**
 * A gallery ranked by a concept. Of an image nothing is kept but its name, its score and its
 * component, so that a gallery may be larger than memory.
 *
 * @param names of the files that could be read, sorted
 * @param scores as many
 * @param components as many, or {@link ConceptModel#NONE}
 * @param order the indices from the highest score to the lowest
 * @param skipped the files that could not be read
 */
record RankedGallery(
    List<String> names, double[] scores, int[] components, int[] order, List<SkippedFile> skipped) {

  private static final int BATCH = 256;

  /**
   * Reads, embeds and scores all images, batch by batch.
   *
   * @throws DataException if no image can be read
   */
  static RankedGallery of(
      ImageFolder gallery,
      Embedder embedder,
      ConceptModel model,
      Workers workers,
      Progress progress) {
    int files = gallery.size();
    List<String> names = new ArrayList<>(files);
    double[] scores = new double[files];
    int[] components = new int[files];
    List<SkippedFile> skipped = new ArrayList<>();
    for (int from = 0; from < files; from += BATCH) {
      int to = Math.min(from + BATCH, files);
      ImageFiles batch = gallery.read(from, to, embedder.input(), workers);
      int count = batch.names().size();
      if (count > 0) {
        DMatrixRMaj descriptors = embedder.embed(batch.images());
        System.arraycopy(model.scores(descriptors), 0, scores, names.size(), count);
        System.arraycopy(model.responsible(descriptors), 0, components, names.size(), count);
      }
      names.addAll(batch.names());
      skipped.addAll(batch.skipped());
      progress.report(to, skipped.isEmpty() ? "files" : "files, " + skipped.size() + " unreadable");
    }
    if (names.isEmpty()) {
      throw gallery.noImage(skipped);
    }
    scores = Arrays.copyOf(scores, names.size());
    return new RankedGallery(
        names,
        scores,
        Arrays.copyOf(components, names.size()),
        Ranking.byDescending(scores),
        skipped);
  }

  /**
   * Writes the ranking as comma-separated values, with a header; lines end by a line feed, names
   * are quoted as in RFC 4180, scores read back exactly, components are counted from 1.
   *
   * @param scoreName heading of the scores
   * @param top how many images there are to be, at most
   */
  void writeTable(String scoreName, int top, Appendable table) throws IOException {
    table.append("rank,file,").append(scoreName).append(",component\n");
    for (int rank = 0; rank < Math.min(top, order.length); rank++) {
      int image = order[rank];
      int component = components[image];
      table.append(Integer.toString(rank + 1)).append(',');
      table.append(quoted(names.get(image))).append(',');
      table.append(Double.toString(scores[image])).append(',');
      table.append(component == ConceptModel.NONE ? "" : Integer.toString(component + 1));
      table.append('\n');
    }
  }

  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
