import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** Where the focus goes first: where the app or the dialog wants it, else to the first field. */
const FIRST_FOCUS = ['[data-focus]', '.dialog-body :is(input, select, textarea)'];

interface DialogProps {
  title: string;
  className?: string;
  viewId?: string;
  closeLabel: string;
  /** on top of another: it is left by going back */
  isPushed?: boolean;
  /** other content than before, and the first field gets the focus, unless somebody is in a field already */
  content?: unknown;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside, makes the rest inert and gives the focus back at the end. */
export function Dialog(props: DialogProps) {
  const { title, className = '', viewId, closeLabel, isPushed = false, content, onClose, children } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    // Said in so many words, for tools that look for the attribute.
    shown?.setAttribute('role', 'dialog');
    shown?.showModal();
    return () => shown?.close();
  }, []);
  useLayoutEffect(() => {
    const shown = dialog.current;
    const isBusy = shown?.querySelector('.dialog-body')?.contains(document.activeElement) === true;
    if (!shown || isBusy) return;
    const first = FIRST_FOCUS.find((selector) => shown.querySelector(selector)) ?? 'button';
    shown.querySelector<HTMLElement>(first)?.focus();
  }, [content]);
  const leave = (
    <button type="button" class="button-quiet button-icon" aria-label={closeLabel} onClick={onClose}>
      <Icon name={isPushed ? 'back' : 'close'} />
    </button>
  );
  return (
    <dialog
      ref={dialog}
      class={`dialog ${className}`}
      aria-modal="true"
      aria-labelledby={id}
      data-view-id={viewId}
      onCancel={(event) => {
        // The dialog goes when whoever opened it says so, not before.
        event.preventDefault();
        onClose();
      }}
    >
      <header class="dialog-header">
        {isPushed && leave}
        <h2 id={id}>{title}</h2>
        {!isPushed && leave}
      </header>
      {children}
    </dialog>
  );
}
