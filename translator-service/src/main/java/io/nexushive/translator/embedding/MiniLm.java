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

/**
 * The sentence transformer all-MiniLM-L6-v2 with weights of eight bits: 384 dimensions, no network.
 *
 * @see <a href="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2">its card</a>
 */
final class MiniLm extends AbstractInProcessEmbeddingModel {
  private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

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
    keepToItself();
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
      return new MiniLm(new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN));
    }
  }

  /**
   * The tokenizer's library reports its use to its makers and keeps its native library in the home
   * directory, which a container need not have; both unless told otherwise.
   */
  private static void keepToItself() throws IOException {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    if (System.getProperty("DJL_CACHE_DIR") == null && System.getenv("DJL_CACHE_DIR") == null) {
      Path cache = Files.createTempDirectory("tokenizer");
      System.setProperty("DJL_CACHE_DIR", cache.toString());
    }
  }

  @Override
  protected OnnxBertBiEncoder model() {
    return encoder;
  }
}
