import type { ComponentChildren, RefObject } from 'preact';
import { Icon } from './icon.tsx';

interface MessageBoxProps {
  input?: RefObject<HTMLTextAreaElement | null>;
  id: string;
  label: string;
  placeholder: string;
  value: string;
  busy: boolean;
  /** below the box; a refusal is told in its place */
  hint: ComponentChildren;
  refusal: string | null;
  onValue: (value: string) => void;
  onSend: () => void;
  /** @returns whether the key was taken */
  onKey?: (event: KeyboardEvent) => boolean;
  attributes?: Record<string, string | undefined>;
  /** stands above the box */
  above?: ComponentChildren;
  /** stands in the box, before the words */
  before?: ComponentChildren;
  onBlur?: () => void;
}

/** Where people write: Enter sends, Shift and Enter begin a new line. */
export function MessageBox(props: MessageBoxProps) {
  const { id, label, value, busy, refusal, onSend, onKey, attributes = {} } = props;
  const hintId = `${id}-hint`;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {props.above}
      <div class="composer-box">
        {props.before}
        <textarea
          ref={props.input ?? null}
          id={id}
          rows={1}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          enterkeyhint="send"
          aria-label={label}
          aria-describedby={hintId}
          placeholder={props.placeholder}
          value={value}
          {...attributes}
          onInput={(event) => props.onValue(event.currentTarget.value)}
          onBlur={() => props.onBlur?.()}
          onKeyDown={(event) => {
            if (onKey?.(event)) {
              event.preventDefault();
              return;
            }
            // While an input method is composing, Enter ends a word.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            onSend();
          }}
        />
        <button type="submit" class="button button-primary button-send" aria-label="Send" aria-busy={busy}>
          <Icon name="send" />
        </button>
      </div>
      <p id={hintId} class={refusal === null ? 'composer-hint' : 'composer-hint composer-refusal'} aria-live="polite">
        {refusal ?? props.hint}
      </p>
    </form>
  );
}
