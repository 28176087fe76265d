import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { placeBeside } from './place-beside.ts';

export interface MenuItem {
  value: string;
  label: string;
  description: string | null;
  /** drawn instead of the label */
  content?: ComponentChildren;
  href?: string | null;
  /** for a choice between items: whether this is the present one */
  checked?: boolean;
}

interface MenuProps {
  /** accessible name of the button */
  label: string;
  className: string;
  actionId?: string;
  busy?: boolean;
  items: readonly MenuItem[];
  onChoose: (value: string, label: string) => void;
  children: ComponentChildren;
}

/** A button with a menu: arrows, Home, End and first letters move, Enter chooses, Esc closes and gives the focus back. */
export function Menu({ label, className, actionId, busy = false, items, onChoose, children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const onToggle = (event: { newState: string }) => {
    setOpen(event.newState === 'open');
    if (!list.current || !button.current) return;
    list.current.classList.toggle('menu-placed', event.newState === 'open');
    if (event.newState !== 'open') return;
    placeBeside(list.current, button.current);
    (entries().find((entry) => entry.ariaChecked === 'true') ?? entries()[0])?.focus();
  };
  const hide = () => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.findIndex((entry) => entry.matches(':focus'));
    const target = moveFocus(event.key, at, all);
    if (event.key === 'Tab') list.current?.hidePopover();
    if (event.key === 'Escape') hide();
    if (target) target.focus();
    // Esc closes the menu only, not the dialog it may stand in.
    if (target || event.key === 'Escape') event.preventDefault();
    if (event.key !== 'Tab') event.stopPropagation();
  };

  return (
    <span class="menu">
      <button
        ref={button}
        type="button"
        class={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        aria-busy={busy}
        data-action-id={actionId}
        popoverTarget={id}
        onClick={(event) => busy && event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || busy) return;
          event.preventDefault();
          list.current?.showPopover();
        }}
      >
        {children}
      </button>
      <div
        ref={list}
        id={id}
        class="menu-list"
        role="menu"
        aria-label={label}
        popover="auto"
        tabIndex={-1}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <MenuEntry
            key={item.value}
            item={item}
            onChoose={() => {
              hide();
              onChoose(item.value, item.label);
            }}
          />
        ))}
      </div>
    </span>
  );
}

function MenuEntry({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  const common = {
    class: 'menu-item',
    tabIndex: -1,
    'data-value': item.value,
    onClick: onChoose,
  };
  const content = (
    <>
      <span>{item.content ?? item.label}</span>
      {item.description !== null && <span class="menu-description">{item.description}</span>}
    </>
  );
  if (item.href) {
    return (
      <a {...common} role="menuitem" href={item.href} target="_blank" rel="noopener noreferrer">
        {content}
      </a>
    );
  }
  if (item.checked === undefined) {
    return (
      <button {...common} type="button" role="menuitem">
        {content}
      </button>
    );
  }
  return (
    <button {...common} type="button" role="menuitemradio" aria-checked={item.checked}>
      {content}
    </button>
  );
}

function moveFocus(key: string, at: number, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowDown') return all[(at + 1) % all.length];
  if (key === 'ArrowUp') return all.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const later = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return later.find((entry) => entry.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}
