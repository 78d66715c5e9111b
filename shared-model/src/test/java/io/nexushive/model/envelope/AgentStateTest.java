package io.nexushive.model.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentStateTest {
  private static final AgentState ASKED = AgentState.asked(RequestTest.request("ana", "analyst"));

  @Test
  void aNewCandidateVoidsWhatWasSaidOfTheOneBefore() {
    Verdict denied =
        new Verdict.Denied(
            true, new PolicyBasis("p", "c"), List.of(new Reason("r", "m", null, null)), null);
    AgentState again =
        ASKED
            .translated(null, candidate(1))
            .decided(denied)
            .failed(new Failure(ServiceName.POLICY, ErrorCode.SQL_REJECTED, "m", "s", 1, true))
            .translated(null, candidate(2));

    assertThat(again.verdict()).isNull();
    assertThat(again.grant()).isNull();
    assertThat(again.failures()).hasSize(1);
    assertThat(again.attempt()).isEqualTo(2);
  }

  @Test
  void asManyCandidatesMayFollowAsTheBudgetSays() {
    assertThat(ASKED.attempt()).isZero();
    assertThat(ASKED.request().retryBudget()).isEqualTo(2);
    assertThat(ASKED.translated(null, candidate(1)).mayRetry()).isTrue();
    assertThat(ASKED.translated(null, candidate(2)).mayRetry()).isTrue();
    assertThat(ASKED.translated(null, candidate(3)).mayRetry()).isFalse();
  }

  @Test
  void othersSeeNoRowsAndNoWordsMadeFromThem() {
    QueryResult result =
        new QueryResult(
            List.of(new QueryResult.Column("name", ColumnType.STRING)),
            List.of(List.of(TextNode.valueOf("secret"))),
            1,
            false,
            3,
            null,
            null);
    Answer answer = new Answer("secret", 1, SqlSource.SEMANTIC_PARSER, null, null);

    AgentState seen =
        ASKED.translated(null, candidate(1)).executed(result).answered(answer).withoutRows();

    assertThat(io.nexushive.model.json.Json.tree(seen).toString()).doesNotContain("secret");
    assertThat(seen.result().rowCount()).isEqualTo(1);
  }

  @Test
  void aVerdictThatStopsSaysWhy() {
    PolicyBasis basis = new PolicyBasis("p", "c");
    assertThatThrownBy(() -> new Verdict.Denied(true, basis, List.of(), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Verdict.ReviewRequired(
                    "s", new Obligations(1, 1, null, null, null), basis, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Candidate candidate(int attempt) {
    return new Candidate("SELECT 1", Dialect.SQLITE, "", SqlSource.SEMANTIC_PARSER, null, attempt);
  }
}
