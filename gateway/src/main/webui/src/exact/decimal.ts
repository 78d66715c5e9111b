/** Decimal numbers as text: compared and grouped without ever becoming a double. */

interface Decimal {
  negative: boolean;
  /** Significant digits without leading or trailing zeroes; empty for zero. */
  digits: string;
  /** Where the decimal point stands, counted from the start of `digits`. */
  point: number;
}

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

export function isDecimal(text: string): boolean {
  const found = FORM.exec(text);
  return found !== null && (found[2] ?? "") + (found[3] ?? "") !== "";
}

function read(text: string): Decimal | undefined {
  if (!isDecimal(text)) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = FORM.exec(text)!;
  const all = whole + fraction;
  const leading = /^0*/.exec(all)![0].length;
  const digits = all.slice(leading).replace(/0+$/, "");
  return {
    negative: sign === "-" && digits !== "",
    digits,
    point: whole.length + Number(exponent) - leading,
  };
}

/** Orders two decimals by value; text that is no decimal comes last. */
export function compareDecimals(left: string, right: string): number {
  const a = read(left);
  const b = read(right);
  if (!a || !b) return a ? -1 : b ? 1 : left < right ? -1 : left > right ? 1 : 0;
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  return a.negative ? -magnitude(a, b) : magnitude(a, b);
}

function magnitude(a: Decimal, b: Decimal): number {
  if (a.digits === "" || b.digits === "") {
    return (a.digits === "" ? 0 : 1) - (b.digits === "" ? 0 : 1);
  }
  if (a.point !== b.point) return a.point < b.point ? -1 : 1;
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}

/**
 * Cuts the whole part of a number into groups of three for reading: "-1234567.50" gives
 * ["-1", "234", "567.50"]. Joined they are the text as it came. Up to four digits stay together,
 * so that a year looks like a year.
 */
export function digitGroups(text: string): string[] {
  const found = /^([+-]?)(\d{5,})(\..*)?$/.exec(text);
  if (!found) return [text];
  const [, sign, whole = "", rest = ""] = found;
  const first = whole.length % 3 || 3;
  const groups = [sign + whole.slice(0, first)];
  for (let i = first; i < whole.length; i += 3) groups.push(whole.slice(i, i + 3));
  groups[groups.length - 1] += rest;
  return groups;
}

/** A double holds 15 decimal digits for certain. */
const DOUBLE_DIGITS = 15;

/**
 * A number of a column of doubles for reading: what stands after the digits that a double holds for
 * certain is noise of its binary form, as in 925223.7000000001. Decimals and integers are never
 * passed here; they stay as they came.
 */
export function withoutNoise(double: string): string {
  const digits = read(double)?.digits.length ?? 0;
  if (digits <= DOUBLE_DIGITS) return double;
  const rounded = Number(double).toPrecision(DOUBLE_DIGITS);
  return rounded.includes("e") ? double : rounded.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
