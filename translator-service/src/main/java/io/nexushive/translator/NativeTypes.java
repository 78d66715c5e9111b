package io.nexushive.translator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What libraries look up by name and no extension of theirs registers; for native images. */
@RegisterForReflection(
    classNames = {
      "io.quarkiverse.langchain4j.anthropic.QuarkusAnthropicClient$QuarkusAnthropicClientBuilderFactory",
      "org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl",
      "org.apache.lucene.codecs.lucene912.Lucene912Codec",
      "org.apache.lucene.codecs.lucene912.Lucene912PostingsFormat",
      "org.apache.lucene.codecs.lucene90.Lucene90DocValuesFormat",
      "org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat"
    })
final class NativeTypes {
  private NativeTypes() {}
}
