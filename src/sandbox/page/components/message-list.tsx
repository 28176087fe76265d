import { useEffect } from 'preact/hooks';
import type { MessageView } from '../../ports.ts';
import { channelMessages, toRows } from '../messages/message-rows.ts';
import { minute } from '../state/sandbox-clock.ts';
import { workspace } from '../state/sandbox-state.ts';
import { markSeen } from '../state/unread.ts';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';
import { useFollowBottom } from './use-follow-bottom.ts';

interface MessageListProps {
  channel: string;
  title: string;
  topic: string;
  messages: readonly MessageView[];
}

/** The messages of a channel, oldest first. */
export function MessageList({ channel, title, topic, messages }: MessageListProps) {
  const shown = channelMessages(messages);
  const newest = shown.at(-1)?.ts ?? '';
  const { scroller, content, hasNewBelow, toBottom } = useFollowBottom(newest);
  const user = workspace.value?.me ?? '';
  useEffect(() => {
    if (newest !== '' && !hasNewBelow) markSeen(user, channel, newest);
  }, [user, channel, newest, hasNewBelow]);

  return (
    <div class="messages-frame">
      {/* New messages are read out by the announcer with their notification text; here every redraw would be read again. */}
      <div ref={scroller} class="messages" role="log" aria-live="off" aria-label={`Messages of ${title}`}>
        <div ref={content} class="messages-content">
          <div class="channel-start">
            <h2>{title}</h2>
            {topic !== '' && <p>{topic}</p>}
            {shown.length === 0 && <p class="quiet">Nothing has been said here yet.</p>}
          </div>
          {toRows(shown, { now: minute.value, timeZone: undefined }).map((row) =>
            row.kind === 'day' ? (
              <h3 key={row.key} class="day">
                <span>{row.label}</span>
              </h3>
            ) : (
              <Message key={row.key} message={row.message} channel={channel} continued={row.continued} />
            ),
          )}
        </div>
      </div>
      {hasNewBelow && (
        <button type="button" class="new-messages" onClick={toBottom}>
          <Icon name="arrowDown" />
          New messages
        </button>
      )}
    </div>
  );
}
