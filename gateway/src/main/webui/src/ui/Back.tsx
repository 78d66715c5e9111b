import { Icon } from "./Icon";

/** The way back from one of a list to the list. */
export function Back({ href, to }: { href: string; to: string }) {
  return (
    <a className="back" href={href}>
      <Icon name="back" size={16} />
      {to}
    </a>
  );
}
