import { readCandidate, readVerdict } from "../api/payloads";
import type { Candidate, Verdict } from "../api/types";
import type { ExactJson } from "../exact/json";
import { boolean, fields, list, number, string, strings } from "../exact/read";

export type ReviewStatus = "open" | "approved" | "rejected" | "expired" | "withdrawn" | "invalid";

/** A question that waits, or waited, for a steward. */
export interface ReviewSummary {
  reviewId: string;
  requestId: string;
  status: ReviewStatus;
  question: string;
  asker: string;
  askerRoles: string[];
  connection: string | undefined;
  rules: string[];
  requestedAt: string | undefined;
  expiresAt: string | undefined;
  decidedBy: string | undefined;
  decidedAt: string | undefined;
  reason: string | undefined;
  /** Whether the reader can decide on it now; the server looks again when he does. */
  mayDecide: boolean;
}

export interface ReviewPage {
  reviews: ReviewSummary[];
  /** How many the reader could decide now. */
  open: number;
  nextCursor: string | undefined;
}

export interface ReviewDetail {
  review: ReviewSummary;
  candidate: Candidate | undefined;
  verdict: Verdict | undefined;
}

const STATUSES: readonly string[] = ["open", "approved", "rejected", "expired", "withdrawn", "invalid"];

function readSummary(json: ExactJson | undefined): ReviewSummary | undefined {
  const row = fields(json);
  const reviewId = string(row?.review_id);
  const requestId = string(row?.request_id);
  if (!row || !reviewId || !requestId) return undefined;
  const status = string(row.status) ?? "";
  return {
    reviewId,
    requestId,
    // What is not known to be open is not offered for a decision.
    status: STATUSES.includes(status) ? (status as ReviewStatus) : "expired",
    question: string(row.question) ?? "",
    asker: string(row.asker) ?? "",
    askerRoles: strings(row.asker_roles),
    connection: string(row.connection_id),
    rules: strings(row.rules),
    requestedAt: string(row.requested_at),
    expiresAt: string(row.expires_at),
    decidedBy: string(row.decided_by),
    decidedAt: string(row.decided_at),
    reason: string(row.reason),
    mayDecide: status === "open" && (boolean(row.may_decide) ?? false),
  };
}

export function readReviews(json: ExactJson): ReviewPage {
  const data = fields(json);
  return {
    reviews: list(data?.reviews).flatMap((item) => readSummary(item) ?? []),
    open: number(data?.open) ?? 0,
    nextCursor: string(data?.next_cursor),
  };
}

/** Absent where it cannot be understood: nobody should decide on that. */
export function readReviewDetail(json: ExactJson): ReviewDetail | undefined {
  const data = fields(json);
  const review = readSummary(data?.review);
  if (!data || !review) return undefined;
  return {
    review,
    candidate: data.candidate === undefined ? undefined : readCandidate(data.candidate),
    verdict: data.verdict === undefined ? undefined : readVerdict(data.verdict),
  };
}

/** What became of it, in a sentence. */
export function fateOf(review: ReviewSummary): string {
  const by = review.decidedBy ?? "somebody";
  switch (review.status) {
    case "open":
      return review.mayDecide ? "Waits for a decision." : "Waits for a steward other than the asker.";
    case "approved":
      return `Approved by ${by}.`;
    case "rejected":
      return `Rejected by ${by}.`;
    case "expired":
      return "Nobody decided in time. The question has to be asked again.";
    case "withdrawn":
      return "The asker withdrew the question.";
    case "invalid":
      return "The key that this review was signed with is not trusted any more. The question has to be asked again.";
  }
}
