/** What the double says about semantic models. Somebody else saves whenever a text has "meanwhile" in it. */

export const PATH = /^\/api\/connections\/[^/]+\/semantic-model/;

const FIRST = `entities:
  - table: sales
    synonyms: [order, transaction]
    time_column: date
metrics:
  - name: net_revenue
    table: sales
    expression: SUM(net_revenue)
    unit: EUR
    certified: true
    owner: Finance
`;

const DRAFT = `entities:
  - table: customers
    label: customer_name
  - table: sales
    time_column: date
joins:
  - name: sales_customer_customers
    from: sales
    to: customers
    columns:
      - from: customer_id
        to: customer_id
    use: suggested
`;

interface Saved {
  version: number;
  text: string;
  author: string;
  saved_at: string;
}

export class Models {
  private readonly saved: Saved[] = [
    this.version(1, FIRST.replace("EUR", "USD"), "stella"),
    this.version(2, FIRST, "stella"),
  ];

  /** A status with what is answered, or with why not. */
  answer(method: string, path: string, who: string, body: Record<string, unknown>): [number, unknown] {
    const text = String(body["text"] ?? "");
    const wanted = /\/versions\/(\d+)$/.exec(path)?.[1];
    if (who.replace(/\d+$/, "") !== "steward") return [403, "Your role does not permit this."];
    if (path.endsWith("/draft")) return [200, { text: DRAFT }];
    if (path.endsWith("/check")) return [200, check(text)];
    if (path.endsWith("/import")) return [200, imported(text)];
    if (path.endsWith("/versions")) return [200, { versions: [...this.saved].reverse() }];
    if (wanted) return [200, this.saved[Number(wanted) - 1] ?? {}];
    if (method === "PUT") return this.save(text, Number(body["version"]), who);
    return [200, this.saved[this.saved.length - 1]];
  }

  private save(text: string, base: number, who: string): [number, unknown] {
    if (text.includes("meanwhile") && base === 2) {
      this.saved.push(this.version(3, FIRST.replace("transaction", "purchase"), "steward2"));
    }
    if (base !== this.saved.length) return [409, "Somebody has saved another version meanwhile. Read it first."];
    this.saved.push(this.version(base + 1, text, who));
    return [200, this.saved[base]];
  }

  private version(version: number, text: string, author: string): Saved {
    return { version, text, author, saved_at: new Date(Date.UTC(2026, 10, 20 + version)).toISOString() };
  }
}

function check(text: string): unknown {
  const lines = text.split("\n");
  const at = (needle: string, key: string, message: string): unknown[] => {
    const line = lines.findIndex((one) => one.includes(needle)) + 1;
    return line > 0 ? [{ line, key, message }] : [];
  };
  return {
    flaws: [
      ...at("slaes", "entities[0].table", "names a table that the catalogue does not have: slaes; is sales meant?"),
      ...at("SUM(nte_revenue)", "metrics[0].expression", "names a column that sales does not have: nte_revenue"),
    ],
    warnings: at("use: suggested", "joins[0].use", "nobody has confirmed this join yet: delete the line if it is right"),
  };
}

function imported(text: string): unknown {
  return {
    text: DRAFT,
    left_out: text.includes("filter") ? ["metric big: it has a filter, without which it would be another figure"] : [],
    flaws: [],
  };
}
