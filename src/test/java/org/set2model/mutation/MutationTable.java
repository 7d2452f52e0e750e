package org.set2model.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The mutations of the sources, from resources beside this class. */
final class MutationTable {

  private static final List<String> RESOURCES =
      List.of(
          "autodiff", "tangents", "kernel", "network", "mixture", "loss", "retrieval", "training");

  private MutationTable() {}

  /** All of them. */
  static List<SourceMutation> all() throws IOException {
    List<SourceMutation> all = new ArrayList<>();
    for (String resource : RESOURCES) {
      try (InputStream in = MutationTable.class.getResourceAsStream(resource + ".txt")) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String paragraph : text.split("\n\n+")) {
          if (!paragraph.startsWith("#")) {
            all.add(SourceMutation.parse(paragraph));
          }
        }
      }
    }
    return List.copyOf(all);
  }
}
