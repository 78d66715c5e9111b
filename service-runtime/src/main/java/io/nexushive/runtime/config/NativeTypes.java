package io.nexushive.runtime.config;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Chart;
import io.nexushive.model.envelope.Clarification;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Lineage;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Remedy;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SpentBudget;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.FeedbackGiven;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.event.RequestCancelled;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.event.Topic;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TraceRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Everything that JSON binding reads or makes, for native images; a test sees that none is missing.
 */
@RegisterForReflection(
    targets = {
      Catalog.class,
      CatalogManifest.class,
      CatalogManifest.Entry.class,
      CatalogRecord.class,
      CatalogTable.class,
      CatalogTable.Column.class,
      CatalogTable.ForeignKey.class,
      ConnectionChanged.class,
      AgentState.class,
      Answer.class,
      Asker.class,
      Candidate.class,
      Chart.class,
      Chart.Kind.class,
      Clarification.class,
      ColumnType.class,
      Dialect.class,
      EarlierTurn.class,
      Failure.class,
      Grant.class,
      Lineage.class,
      Obligations.class,
      Plan.class,
      Plan.Intent.class,
      Plan.MetricUse.class,
      PolicyBasis.class,
      QueryChoice.class,
      QueryResult.class,
      QueryResult.Column.class,
      Reason.class,
      Remedy.class,
      Remedy.Action.class,
      Reply.class,
      Reply.Action.class,
      Request.class,
      ReviewTicket.class,
      SchemaView.class,
      SchemaView.RoleView.class,
      ServiceName.class,
      SpentBudget.class,
      SqlSource.class,
      VerifiedQuery.class,
      VerifiedQuery.Kind.class,
      VerifiedQuery.Parameter.class,
      Verdict.class,
      Verdict.Allowed.class,
      Verdict.Denied.class,
      Verdict.ReviewRequired.class,
      ErrorCode.class,
      CloudEvent.class,
      EventType.class,
      FeedbackGiven.class,
      KnowledgeChanged.class,
      KnowledgeChanged.Literal.class,
      ReplyGiven.class,
      RequestCancelled.class,
      ReviewDecided.class,
      Topic.class,
      ConnectionId.class,
      ProjectId.class,
      RequestId.class,
      TenantId.class,
      ThreadId.class,
      PolicyChanged.class,
      SemanticModel.class,
      SemanticModel.Attribute.class,
      SemanticModel.Cardinality.class,
      SemanticModel.Entity.class,
      SemanticModel.Join.class,
      SemanticModel.Metric.class,
      SemanticModel.Pair.class,
      SemanticModel.Use.class,
      SemanticModelChanged.class,
      Purpose.class,
      Signature.class,
      TrustStore.Document.class,
      TrustedKey.class,
      TrustedKey.Client.class,
      TraceEvent.class,
      TraceRecord.class,
      TraceKind.class,
      TracePayload.Clarification.class,
      TracePayload.Done.class,
      TracePayload.Error.class,
      TracePayload.Outcome.class,
      TracePayload.ReviewPending.class,
      TracePayload.Token.class,
      TracePayload.Usage.class
    })
final class NativeTypes {
  private NativeTypes() {}
}
