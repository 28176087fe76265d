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
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside, makes the rest inert and gives the focus back at the end. */
export function Dialog({ title, className = '', viewId, closeLabel, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    // Said in so many words, for tools that look for the attribute.
    shown?.setAttribute('role', 'dialog');
    shown?.showModal();
    shown
      ?.querySelector<HTMLElement>(FIRST_FOCUS.find((selector) => shown.querySelector(selector)) ?? 'button')
      ?.focus();
    return () => shown?.close();
  }, []);
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
        <h2 id={id}>{title}</h2>
        <button type="button" class="button-quiet button-icon" aria-label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
