import { useEffect, useRef } from 'preact/hooks';
import { threadReplies } from '../messages/message-rows.ts';
import { thread } from '../state/place.ts';
import { workspace } from '../state/sandbox-state.ts';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';
import { ThreadComposer } from './thread-composer.tsx';
import { useFollowBottom } from './use-follow-bottom.ts';

/** The open thread beside the channel: its first message, then the replies, live. */
export function ThreadPanel({ channel, ts, title }: { channel: string; ts: string; title: string }) {
  const messages = workspace.value?.messages[channel] ?? [];
  const root = messages.find((message) => message.ts === ts);
  const replies = threadReplies(messages, ts);
  const { scroller, content, hasNewBelow, toBottom } = useFollowBottom(replies.at(-1)?.ts ?? ts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [ts]);
  const close = () => {
    thread.value = null;
  };

  return (
    <aside class="thread" aria-label="Thread" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <header class="panel-header">
        <h2 ref={heading} tabIndex={-1}>
          Thread <span class="panel-where">{title}</span>
        </h2>
        <button type="button" class="button-quiet button-icon" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="messages-frame">
        <div ref={scroller} class="messages" role="log" aria-live="off" aria-label="Messages of this thread">
          <div ref={content} class="messages-content">
            {root ? (
              <Message message={root} channel={channel} continued={false} inThread />
            ) : (
              <p class="quiet thread-gone">The first message of this thread is no longer shown.</p>
            )}
            <h3 class="day">
              <span>{`${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`}</span>
            </h3>
            {replies.map((message) => (
              <Message key={message.ts} message={message} channel={channel} continued={false} inThread />
            ))}
          </div>
        </div>
        {hasNewBelow && (
          <button type="button" class="new-messages" onClick={toBottom}>
            <Icon name="arrowDown" />
            New replies
          </button>
        )}
      </div>
      {root && <ThreadComposer key={ts} channel={channel} ts={ts} />}
    </aside>
  );
}
