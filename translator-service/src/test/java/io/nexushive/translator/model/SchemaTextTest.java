package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.LargeCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTextTest {
  private static final int MOST = 8000;
  private final Encoding openAi =
      Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
  private final LargeCatalog large = new LargeCatalog();

  @Test
  void keepsWithinItsTokensWhateverTheSizeOfTheCatalogue() {
    ConnectionSchema connection =
        new ConnectionSchema(large.catalog(), SemanticModel.EMPTY, Thesaurus.load());
    for (LargeCatalog.Question question : large.questions(200)) {
      String text = SchemaText.of(connection.nearest(question.text()), List.of(), MOST);
      assertThat(openAi.countTokens(text)).isBetween(1, MOST);
      assertThat(TokenCount.atMost(text)).isLessThanOrEqualTo(MOST);
    }
  }

  @Test
  void leavesOutTablesForWhichThereIsNoRoom() {
    String text = SchemaText.of(large.catalog().tables(), List.of(), MOST);
    assertThat(text).contains("TABLE");
    assertThat(openAi.countTokens(text)).isBetween(MOST / 3, MOST);
  }

  @Test
  void countsNoFewerTokensThanATokenizer() {
    for (String text :
        List.of(
            SchemaText.of(large.catalog().tables().subList(0, 50), List.of(), MOST),
            "TABLE qx_zvkj_wrt_2024 -- Größe der Lieferung, 顧客の住所",
            "xq_vw_kpz INTEGER e.g. A1 | B-7 | €4.50")) {
      assertThat(TokenCount.atMost(text)).isGreaterThanOrEqualTo(openAi.countTokens(text));
    }
  }
}
