import type { MessageView } from '../../ports.ts';
import { takeShortcut } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs, openThread } from '../state/place.ts';
import { workspace } from '../state/sandbox-state.ts';
import { Icon } from './icon.tsx';
import { Menu, type MenuItem } from './menu.tsx';

interface MessageToolsProps {
  message: MessageView;
  channel: string;
  inThread: boolean;
}

const REPLY: MenuItem = { value: 'reply', label: 'Reply in thread', description: null };

/** What can be done with a message beside what stands in it: answer in its thread, and the app's message shortcuts. They show
 * under the mouse and on focus. Everything is in the menu, so that the Tab key stops once at each message. */
export function MessageTools({ message, channel, inThread }: MessageToolsProps) {
  const shortcuts = (workspace.value?.app.shortcuts ?? []).filter(({ type }) => type === 'message');
  const key = `shortcut ${channel}/${message.ts}`;
  const reply = () => openThread(channel, message.threadTs ?? message.ts);
  const choose = (value: string, name: string) => {
    const shortcut = shortcuts.find(({ callbackId }) => callbackId === value);
    if (!shortcut) reply();
    else void perform(key, `“${name}”`, () => takeShortcut(actingAs.peek(), value, { channel, ts: message.ts }));
  };
  if (inThread && shortcuts.length === 0) return null;
  return (
    <div class="message-tools">
      {!inThread && (
        <button
          type="button"
          class="button-quiet button-icon"
          aria-label={REPLY.label}
          title={REPLY.label}
          tabIndex={-1}
          onClick={reply}
        >
          <Icon name="reply" />
        </button>
      )}
      <Menu
        label="Message actions"
        className="button-quiet button-icon"
        busy={pending.value.has(key)}
        items={[
          ...(inThread ? [] : [REPLY]),
          ...shortcuts.map(({ callbackId, name, description }) => ({ value: callbackId, label: name, description })),
        ]}
        onChoose={choose}
      >
        <Icon name="more" />
      </Menu>
    </div>
  );
}
