import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

export interface Tab<Name extends string> {
  name: Name;
  title: ReactNode;
  content: ReactNode;
}

/** Tabs after the ARIA pattern: arrow keys move, one stop for the Tab key. */
export function Tabs<Name extends string>({
  tabs,
  open,
  onOpen,
  label,
}: {
  tabs: Tab<Name>[];
  open: Name;
  onOpen: (name: Name) => void;
  label: string;
}) {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const current = tabs.find((tab) => tab.name === open) ?? tabs[0];
  if (!current) return null;

  function onKey(event: KeyboardEvent): void {
    const at = tabs.indexOf(current!);
    const to =
      event.key === "ArrowRight"
        ? at + 1
        : event.key === "ArrowLeft"
          ? at - 1
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? tabs.length - 1
              : undefined;
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    onOpen(next.name);
    bar.current?.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  }

  return (
    <div className="tabs">
      <div className="tab-bar" role="tablist" aria-label={label} ref={bar} onKeyDown={onKey}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            data-tab={tab.name}
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onOpen(tab.name)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div className="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current.name}`}>
        {current.content}
      </div>
    </div>
  );
}
