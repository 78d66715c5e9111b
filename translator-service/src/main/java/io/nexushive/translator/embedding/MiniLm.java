package io.nexushive.translator.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * The sentence transformer all-MiniLM-L6-v2 with weights of eight bits: 384 dimensions, no network.
 *
 * @see <a href="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2">its card</a>
 */
final class MiniLm extends AbstractInProcessEmbeddingModel {
  private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private static final String LIBRARY_FOLDER = "DJL_CACHE_DIR";

  private final OnnxBertBiEncoder encoder;

  private MiniLm(OnnxBertBiEncoder encoder) {
    super(Runnable::run);
    this.encoder = encoder;
  }

  /**
   * @throws IOException where the weights or the native libraries cannot be read or kept
   * @throws OrtException where the runtime refuses the weights
   * @throws LinkageError where there is no native library for this machine
   */
  static MiniLm load() throws IOException, OrtException {
    // The tokenizer's library would report its use to its makers.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    // It would keep its native library in the home directory, which a container need not have, and
    // where a second class loader could not load it again.
    Path library = Files.createTempDirectory("tokenizer");
    String before = System.setProperty(LIBRARY_FOLDER, library.toString());
    try {
      return new MiniLm(encoder());
    } finally {
      if (before == null) {
        System.clearProperty(LIBRARY_FOLDER);
      } else {
        System.setProperty(LIBRARY_FOLDER, before);
      }
      // What is loaded stays usable; where open files cannot be deleted, they stay.
      FileUtils.deleteQuietly(library.toFile());
    }
  }

  private static OnnxBertBiEncoder encoder() throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream weights = MiniLm.class.getResourceAsStream(WEIGHTS);
        InputStream tokenizer = MiniLm.class.getResourceAsStream(TOKENIZER)) {
      if (weights == null || tokenizer == null) {
        throw new IOException("the embedding model's files are not on the class path");
      }
      // One word is too little work to be shared, and idle threads of the runtime's would spin.
      options.setIntraOpNumThreads(1);
      OrtSession session = environment.createSession(weights.readAllBytes(), options);
      return new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
    }
  }

  @Override
  protected OnnxBertBiEncoder model() {
    return encoder;
  }
}
