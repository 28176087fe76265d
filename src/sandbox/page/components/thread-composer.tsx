import { useState } from 'preact/hooks';
import { sendMessage } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs } from '../state/place.ts';
import { MessageBox } from './message-box.tsx';

/** Where replies are written. Slack takes no slash commands in threads. */
export function ThreadComposer({ channel, ts }: { channel: string; ts: string }) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const key = `reply ${channel}/${ts}`;

  const send = async () => {
    const command = /^\/\S+/.exec(text)?.[0];
    if (command) setRefusal(`${command} is not supported in threads. Sorry!`);
    if (command || text.trim() === '' || pending.peek().has(key)) return;
    setText('');
    const message = { user: actingAs.peek(), channel, text, thread_ts: ts };
    const answer = await perform(key, 'That reply', () => sendMessage(message));
    if (answer?.status === undefined) setText((current) => current || text);
  };

  return (
    <MessageBox
      id="reply"
      label="Reply in this thread"
      placeholder="Reply…"
      value={text}
      busy={pending.value.has(key)}
      hint=""
      refusal={refusal}
      onValue={(value) => {
        setText(value);
        setRefusal(null);
      }}
      onSend={() => void send()}
    />
  );
}
