package io.nexushive.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainHashTest {
  /** Computed from the description of the hash alone; chains that exist are verified with it. */
  private static final String HASH =
      "927b6b0f970b06bf51afcd87587f48acbd4f103e4a7c7d9c48ade25a7e1e85c9";

  @Test
  void aRowsHashNeverChanges() {
    Fields row =
        new Fields()
            .set(Column.CHAIN_ID, UUID.fromString("0195510a-1f4d-7c1e-8f00-0123456789ab"))
            .set(Column.SEQ, 7L)
            .set(Column.QUESTION, "wer? \u00e9 \u6f22")
            .set(Column.ASKER_VERIFIED, true)
            .set(Column.STORED_AT, Instant.parse("2026-01-02T03:04:05.006Z"));

    assertThat(HexFormat.of().formatHex(ChainHash.of(new byte[32], row))).isEqualTo(HASH);
  }
}
