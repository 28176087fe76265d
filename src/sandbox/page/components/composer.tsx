import { useRef, useState } from 'preact/hooks';
import { EMPTY_HISTORY, remember, walk } from '../messages/command-history.ts';
import { readCommandLine } from '../messages/command-line.ts';
import { type Suggestion, suggest, usageOf } from '../messages/suggestions.ts';
import { type ControlAnswer, sendCommand, sendMessage } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs } from '../state/place.ts';
import { workspace } from '../state/sandbox-state.ts';
import { MessageBox } from './message-box.tsx';
import { ShortcutsMenu, takeGlobalShortcut } from './shortcuts-menu.tsx';
import { SuggestionList, suggestionId } from './suggestion-list.tsx';

const LIST = 'suggestions';
const NO_APP = { commands: [], shortcuts: [], homeTab: false };

/** Where commands and messages are written. After a `/` it offers what can follow, from the app's manifest and help. */
export function Composer({ channel, title }: { channel: string; title: string }) {
  const [line, setLine] = useState('');
  const [history, setHistory] = useState(EMPTY_HISTORY);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLTextAreaElement>(null);
  const key = `command ${channel}`;
  const busy = pending.value.has(key);
  const app = workspace.value?.app ?? NO_APP;
  const suggestions = isTyping ? suggest(line, app) : [];
  const usage = usageOf(line, app);

  const change = (value: string, typing: boolean) => {
    setLine(value);
    setTyping(typing);
    setActive(-1);
    setRefusal(null);
  };

  const send = async () => {
    const said = readCommandLine(
      line,
      app.commands.map(({ command }) => command),
    );
    if (busy || said.kind === 'nothing') return;
    if (said.kind === 'unknown_command') {
      setRefusal(`${said.command} is not a valid command. ${knownCommands(app.commands)}`);
      return;
    }
    setHistory(remember(history, line.trim()));
    change('', false);
    const user = actingAs.peek();
    const deed = said.kind === 'command' ? `${said.command} ${said.text}`.trim() : 'That message';
    const answer = await perform(key, deed, () =>
      said.kind === 'command'
        ? sendCommand(user, channel, said.command, said.text)
        : sendMessage({ user, channel, text: said.text }),
    );
    // What never reached anybody is still there to be sent again.
    if (!arrived(answer)) setLine((current) => current || line);
  };

  const take = (suggestion: Suggestion) => {
    input.current?.focus();
    if (suggestion.kind === 'text') change(suggestion.line, true);
    else {
      change('', false);
      takeGlobalShortcut(suggestion.callbackId, suggestion.label);
    }
  };

  const onKey = (event: KeyboardEvent): boolean => {
    const chosen = suggestions[active];
    if (suggestions.length > 0) {
      if (event.key === 'Escape') setTyping(false);
      else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, suggestions.length - 1));
      else if (event.key === 'ArrowUp' && active >= 0) setActive(active - 1);
      else if (event.key === 'Enter' && chosen) take(chosen);
      else if (event.key === 'Tab' && !event.shiftKey && suggestions[0]) take(chosen ?? suggestions[0]);
      else return false;
      return true;
    }
    if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || line.includes('\n')) return false;
    const step = walk(history, event.key === 'ArrowUp' ? -1 : 1, line);
    if (!step) return false;
    setHistory(step.history);
    change(step.line, false);
    return true;
  };

  return (
    <MessageBox
      input={input}
      id="command"
      label={`Command in ${title}, or a message`}
      placeholder={`Message ${title}`}
      value={line}
      busy={busy}
      refusal={refusal}
      hint={
        usage === null ? (
          <>
            <kbd>/</kbd> shows what the app can do · <kbd>↑</kbd> brings back what you sent
          </>
        ) : (
          <code>{usage}</code>
        )
      }
      attributes={{
        name: 'command',
        'aria-autocomplete': 'list',
        'aria-controls': suggestions.length > 0 ? LIST : undefined,
        'aria-activedescendant': active >= 0 ? suggestionId(LIST, active) : undefined,
      }}
      above={<SuggestionList id={LIST} suggestions={suggestions} active={active} onTake={take} />}
      before={<ShortcutsMenu />}
      onValue={(value) => change(value, true)}
      onSend={() => void send()}
      onKey={onKey}
      onBlur={() => setTyping(false)}
    />
  );
}

function knownCommands(commands: readonly { command: string }[]): string {
  const names = commands.map(({ command }) => command).join(', ');
  return names === '' ? 'This app has no commands.' : `There is ${names}.`;
}

/** Whether it got as far as Slack: then the app, or nobody, has made something of it. */
function arrived(answer: ControlAnswer | null): boolean {
  return answer !== null && (answer.ok || answer.status !== undefined);
}
