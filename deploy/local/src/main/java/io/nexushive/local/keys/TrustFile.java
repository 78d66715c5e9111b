package io.nexushive.local.keys;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The file that says whom the services believe; a reader sees it whole, old or new. */
record TrustFile(Path path) {

  /** The keys in it; none where there is no file yet. */
  List<TrustedKey> keys() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try {
      return Json.read(Files.readAllBytes(path), TrustStore.Document.class).keys();
    } catch (IllegalArgumentException e) {
      throw new LocalStackException(path + " is no trust store", e);
    }
  }

  void write(List<TrustedKey> keys) throws IOException {
    SecretFiles.write(
        path,
        Json.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new TrustStore.Document(keys)));
  }

  /** A name for another key of {@code holder} that none of {@code keys} has, or ever had. */
  static String nextKid(List<TrustedKey> keys, String holder) {
    Set<String> taken = keys.stream().map(TrustedKey::kid).collect(Collectors.toSet());
    return IntStream.iterate(2, n -> n + 1)
        .mapToObj(n -> holder + "-" + n)
        .filter(kid -> !taken.contains(kid))
        .findFirst()
        .orElseThrow();
  }
}
