import { useRef, useState } from 'preact/hooks';
import { EMPTY_HISTORY, remember, walk } from '../messages/command-history.ts';
import { PREFIX, readCommandLine } from '../messages/command-line.ts';
import { sendCommand } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs } from '../state/place.ts';
import { Icon } from './icon.tsx';

const START = `${PREFIX} `;
const REFUSALS = {
  ordinary_text: 'The sandbox only takes /pipeline commands: nobody would read ordinary messages here.',
  other_command: 'The sandbox knows one command, /pipeline.',
} as const;

/** Where commands are typed. It begins with `/pipeline`; anything that does not is kept and explained, not sent. */
export function Composer({ channel, title }: { channel: string; title: string }) {
  const [line, setLine] = useState(START);
  const [history, setHistory] = useState(EMPTY_HISTORY);
  const [refusal, setRefusal] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const key = `command ${channel}`;
  const busy = pending.value.has(key);

  const send = async () => {
    const command = readCommandLine(line);
    if (busy) return;
    if (command.kind !== 'command') {
      setRefusal(REFUSALS[command.kind]);
      return;
    }
    setRefusal(null);
    setHistory(remember(history, `${START}${command.text}`));
    setLine(START);
    const answer = await perform(key, `/pipeline ${command.text}`.trim(), () =>
      sendCommand(actingAs.peek(), channel, command.text),
    );
    // What never reached the app is still there to be sent again.
    if (answer?.error === 'unreachable')
      setLine((current) => (current === START ? `${START}${command.text}` : current));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    const step = walk(history, event.key === 'ArrowUp' ? -1 : 1, line);
    if (!step) return;
    event.preventDefault();
    setHistory(step.history);
    setLine(step.line);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="composer-box">
        <input
          ref={input}
          id="command"
          name="command"
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          enterKeyHint="send"
          aria-label={`Command in ${title}`}
          aria-describedby="command-hint"
          placeholder={`${PREFIX} …`}
          value={line}
          onInput={(event) => {
            setLine(event.currentTarget.value);
            setRefusal(null);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="button button-primary button-send" aria-label="Send command" aria-busy={busy}>
          <Icon name="send" />
        </button>
      </div>
      <p
        id="command-hint"
        class={refusal === null ? 'composer-hint' : 'composer-hint composer-refusal'}
        aria-live="polite"
      >
        {refusal ?? (
          <>
            Try <code>help</code>, <code>status</code> or nothing at all · <kbd>↑</kbd> brings back what you sent
          </>
        )}
      </p>
    </form>
  );
}
