import { useCallback, useState } from "react";
import { reviews } from "../api/gateway";
import { ListPanel } from "../ui/ListPanel";
import { Pager } from "../ui/Pager";
import { useLoaded } from "../ui/useLoaded";
import { time } from "../ui/words";
import { readReviews, type ReviewSummary } from "./review";
import { ReviewView } from "./ReviewView";

const PAGE_SIZE = "50";

/** What waits for a steward; for everybody else, what he waits for himself. */
export function ReviewsPage({
  reviewId,
  decides,
  username,
  onDecided,
  onFollow,
  onSignedOut,
}: {
  reviewId: string | undefined;
  decides: boolean;
  username: string;
  onDecided: () => void;
  /** Shows the way of one's own question. */
  onFollow: (requestId: string, question: string) => void;
  onSignedOut: () => void;
}) {
  if (reviewId) {
    return (
      <ReviewView
        key={reviewId}
        reviewId={reviewId}
        username={username}
        onDecided={onDecided}
        onFollow={onFollow}
        onSignedOut={onSignedOut}
      />
    );
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>Reviews</h1>
        <p>
          {decides
            ? "Questions that policy lets run only once somebody other than the asker has agreed."
            : "Your questions that a steward has to agree to before they run."}
        </p>
      </header>
      <Inbox onSignedOut={onSignedOut} />
    </div>
  );
}

function Inbox({ onSignedOut }: { onSignedOut: () => void }) {
  const [all, setAll] = useState(false);
  /** The cursors of the pages up to this one; none for the first. */
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors[cursors.length - 1];
  const load = useCallback(
    async (signal: AbortSignal) => {
      const query = new URLSearchParams({ limit: PAGE_SIZE, status: all ? "all" : "open" });
      if (cursor) query.set("cursor", cursor);
      return readReviews(await reviews(query, signal));
    },
    [all, cursor],
  );
  const [page, reload] = useLoaded(load, onSignedOut);
  const next = page.state === "ready" ? page.value.nextCursor : undefined;

  return (
    <ListPanel
      label="Reviews"
      title={all ? "All reviews" : "Waiting"}
      controls={
        <>
          <label className="inline-label" htmlFor="review-status">
            Show
          </label>
          <select
            id="review-status"
            value={all ? "all" : "open"}
            onChange={(event) => (setAll(event.target.value === "all"), setCursors([]))}
          >
            <option value="open">waiting</option>
            <option value="all">all</option>
          </select>
        </>
      }
      loaded={page}
      onReload={reload}
      list={(found) => found.reviews.length > 0 && <ReviewTable reviews={found.reviews} />}
      empty={all ? "Nothing has had to be reviewed yet." : "Nothing waits for a decision."}
      foot={<Pager cursors={cursors} next={next} onTurn={setCursors} />}
    />
  );
}

export function ReviewTable({ reviews }: { reviews: ReviewSummary[] }) {
  return (
    <div className="table-frame" role="group" aria-label="Reviews" tabIndex={0}>
      <table className="grid audit-grid">
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">By</th>
            <th scope="col">Question</th>
            <th scope="col">Why</th>
            <th scope="col">Status</th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map((review) => (
            <tr key={review.reviewId}>
              <td className="nowrap">{time(review.requestedAt)}</td>
              <td title={review.askerRoles.join(", ")}>{review.asker}</td>
              <td className="audit-question">
                <a href={`#/reviews/${encodeURIComponent(review.reviewId)}`}>{review.question || review.requestId}</a>
              </td>
              <td>{review.rules.join(", ")}</td>
              <td className="nowrap">
                {review.status}
                {review.status === "open" && !review.mayDecide ? <span className="muted"> (not yours)</span> : null}
              </td>
              <td className="nowrap">{review.status === "open" ? time(review.expiresAt) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
