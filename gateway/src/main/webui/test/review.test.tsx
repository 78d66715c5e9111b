import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { review } from "../dev/governance";
import { turnEvent } from "../src/ask/events";
import { ending } from "../src/ask/outcome";
import { newTurn, reduce, type Turn } from "../src/ask/turn";
import { pagesFor } from "../src/app/rights";
import { readRoute } from "../src/app/route";
import { Shell } from "../src/app/Shell";
import { parseExact } from "../src/exact/json";
import { fateOf, readReviewDetail, readReviews, type ReviewDetail } from "../src/review/review";
import { ReviewTable } from "../src/review/ReviewsPage";
import { ReviewBody } from "../src/review/ReviewView";

const exact = (value: unknown) => parseExact(JSON.stringify(value));
const detailFor = (who: string, decided?: Parameters<typeof review>[1]): ReviewDetail =>
  readReviewDetail(exact(review(who, decided)))!;
const text = (html: string): string => html.replace(/<[^>]+>/g, "");

function body(detail: ReviewDetail, own = false): string {
  return renderToStaticMarkup(
    createElement(ReviewBody, { detail, own, onDecide: () => Promise.resolve(), onFollow: () => {} }),
  );
}

describe("a review", () => {
  it("is read with all that a decision rests on", () => {
    const detail = detailFor("steward");
    expect(detail.review).toMatchObject({ asker: "analyst", status: "open", mayDecide: true, rules: ["row-level"] });
    expect(detail.candidate?.sql).toContain("transaction_id");
    expect(detail.verdict?.lineage[0]?.used).toEqual(["date"]);
  });

  it("that cannot be understood is not offered for a decision", () => {
    expect(readReviewDetail(exact({}))).toBeUndefined();
    expect(readReviewDetail(exact([]))).toBeUndefined();
    const odd = review("steward");
    odd.review.status = "who knows";
    expect(readReviewDetail(exact(odd))!.review).toMatchObject({ status: "expired", mayDecide: false });
  });

  it("shows a steward what changes, what is read and why, and both decisions", () => {
    const html = body(detailFor("steward"));
    for (const part of ["asked by analyst (analyst)", "row-level", "LIMIT", "net_revenue", "Approve", "Reject"]) {
      expect(text(html)).toContain(part);
    }
    expect(html).toContain('aria-label="What policy changed in the SQL"');
    expect(html).toMatch(/<label for="review-reason">/);
  });

  it("offers nobody a decision on what he asked himself", () => {
    const html = body(detailFor("analyst"), true);
    expect(text(html)).not.toContain("Approve");
    expect(text(html)).toContain("Show my question");
    expect(text(html)).toContain("steward other than the asker");
  });

  it("tells who decided, and why", () => {
    const html = text(body(detailFor("steward", { approved: false, by: "stella", reason: "Ask for a sum." })));
    expect(html).toContain("Rejected by stella.");
    expect(html).toContain("Ask for a sum.");
    expect(html).not.toContain("Approve");
  });

  it("offers no decision while it does not say what would run", () => {
    const html = text(body({ ...detailFor("steward"), verdict: undefined }));
    expect(html).not.toContain("Approve");
    expect(html).toContain("nothing can be decided here");
  });

  it("shows markup in a question or a reason as text", () => {
    const detail = detailFor("steward", { approved: false, by: "<i>s</i>", reason: "<img src=x>" });
    expect(body(detail)).not.toMatch(/<img|<i>/);
  });

  it.each([
    ["approved", "Approved by"],
    ["expired", "Nobody decided in time"],
    ["withdrawn", "withdrew"],
    ["invalid", "has to be asked again"],
  ] as const)("that is %s says so", (status, words) => {
    expect(fateOf({ ...detailFor("steward").review, status })).toContain(words);
  });
});

describe("the inbox", () => {
  it("lists reviews, and links to each", () => {
    const page = readReviews(exact({ reviews: [review("steward").review, {}], open: 1, next_cursor: "c" }));
    expect(page).toMatchObject({ open: 1, nextCursor: "c" });
    expect(page.reviews).toHaveLength(1);
    const html = renderToStaticMarkup(createElement(ReviewTable, { reviews: page.reviews }));
    expect(html).toContain('href="#/reviews/11111111-1111-5111-8111-111111111111"');
    expect(text(html)).toContain("List all sales of yesterday");
  });

  it("is there for those who ask, with the number that waits in the navigation", () => {
    expect(pagesFor(["analyst"])).toContain("reviews");
    expect(pagesFor(["auditor"])).not.toContain("reviews");
    expect(readRoute("#/reviews/abc")).toEqual({ page: "reviews", rest: "abc" });
    const nav = (openReviews: number): string =>
      text(
        renderToStaticMarkup(
          createElement(Shell, {
            user: { username: "stella", roles: ["steward"] },
            pages: pagesFor(["steward"]),
            page: "ask",
            turns: [],
            threads: null,
            openReviews,
            onQuestion: () => {},
            onSignOut: () => {},
            children: null,
          }),
        ),
      );
    expect(nav(3)).toContain("Reviews3 waiting for you");
    expect(nav(0)).not.toContain("waiting for you");
  });
});

describe("the question of the asker", () => {
  const told = (...events: [string, unknown][]): Turn =>
    events.reduce<Turn>(
      (turn, [event, data]) => {
        const read = turnEvent({ id: "", event, data: JSON.stringify(data) }, 900);
        return read ? reduce(turn, read) : turn;
      },
      reduce(newTurn("k", "List all", 0), { type: "accepted", requestId: "r", streamUrl: "/s" }),
    );
  const waits: [string, unknown] = ["done", { outcome: "pending_review" }];

  it("says that it goes on by itself", () => {
    expect(ending(reduce(told(waits), { type: "watched", on: true }))?.next).toContain("by itself");
    expect(ending(told(waits))?.next).toBeUndefined();
  });

  it("tells a rejection with the steward's words", () => {
    const turn = told(
      waits,
      ["error", { code: "review_rejected", message: "Rejected by stella: Ask for a sum." }],
      ["done", { outcome: "denied" }],
    );
    expect(ending(turn)).toMatchObject({ title: "Rejected by a steward", text: "Rejected by stella: Ask for a sum." });
  });

  it("tells that nobody decided in time", () => {
    const turn = told(
      waits,
      ["error", { code: "review_expired", message: "No steward decided." }],
      ["done", { outcome: "timed_out" }],
    );
    expect(ending(turn)).toMatchObject({ title: "Nobody decided in time" });
  });
});
