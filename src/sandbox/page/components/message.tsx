import { memo } from 'preact/compat';
import type { MessageView } from '../../ports.ts';
import { tsToMs } from '../messages/message-rows.ts';
import { openThread, thread } from '../state/place.ts';
import { minute } from '../state/sandbox-clock.ts';
import { people } from '../state/sandbox-state.ts';
import { whoIs } from '../state/who.ts';
import { formatAgo, formatSlackDate, formatTime } from '../text/slack-date.ts';
import { Attachments } from './attachments.tsx';
import { Avatar } from './avatar.tsx';
import { Blocks } from './block.tsx';
import { Files } from './files.tsx';
import { Icon } from './icon.tsx';
import { MessageTools } from './message-tools.tsx';
import { type Surface, SurfaceContext } from './surface.ts';
import { Mrkdwn } from './text-view.tsx';
import { useBlocks } from './use-blocks.ts';

interface MessageProps {
  message: MessageView;
  channel: string;
  /** follows a message of the same author: drawn without avatar and name */
  continued: boolean;
  /** inside the thread panel, where nothing leads to the thread again */
  inThread?: boolean;
}

/** One message, redrawn only when it changed. */
export const Message = memo(function Message({ message, channel, continued, inThread = false }: MessageProps) {
  const author = whoIs(message.user, people.value);
  const surfaceId = `${channel}/${message.ts}`;
  const blocks = useBlocks(surfaceId, message.blocks);
  const surface: Surface = { id: surfaceId, target: { channel, ts: message.ts }, blocks, errors: {} };
  const reader = { now: minute.value, timeZone: undefined };
  const at = tsToMs(message.ts);
  const time = (
    <time
      class="message-time"
      dateTime={new Date(at).toISOString()}
      title={formatSlackDate(at / 1000, '{date_long} at {time_secs}', reader) ?? ''}
    >
      {formatTime(at, reader)}
    </time>
  );
  const classes = ['message', continued && 'message-continued', message.ephemeral && 'message-ephemeral'];
  const isBroadcast = message.broadcast === true && message.threadTs !== undefined;

  return (
    <article
      class={classes.filter(Boolean).join(' ')}
      data-ts={message.ts}
      aria-label={`${author.realName}, ${formatTime(at, reader)}`}
    >
      <div class="message-gutter">{continued ? time : <Avatar person={author} />}</div>
      <div class="message-main" tabIndex={-1}>
        {!continued && (
          <header class="message-header">
            <span class="message-author">{author.realName}</span>
            {author.kind === 'bot' && <span class="badge">APP</span>}
            {time}
          </header>
        )}
        {message.ephemeral && (
          <p class="message-note">
            <Icon name="eye" />
            Only visible to you
          </p>
        )}
        {isBroadcast && !inThread && (
          <button
            type="button"
            class="message-note message-note-link"
            onClick={() => openThread(channel, message.threadTs ?? message.ts)}
          >
            <Icon name="replied" />
            replied to a thread
          </button>
        )}
        <SurfaceContext.Provider value={surface}>
          {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn source={message.text} />}
          {message.attachments && <Attachments attachments={message.attachments} />}
        </SurfaceContext.Provider>
        {message.files && <Files files={message.files} />}
        {message.edited && blocks.length === 0 && <span class="message-edited">(edited)</span>}
        {message.replies > 0 && !inThread && <ThreadLink message={message} channel={channel} />}
      </div>
      {!message.ephemeral && <MessageTools message={message} channel={channel} inThread={inThread} />}
    </article>
  );
});

function ThreadLink({ message, channel }: { message: MessageView; channel: string }) {
  const words = `${message.replies} ${message.replies === 1 ? 'reply' : 'replies'}`;
  const latest = message.latestReply === undefined ? '' : agoOf(tsToMs(message.latestReply), minute.value);
  const isOpen = thread.value?.ts === message.ts;
  return (
    <button type="button" class="thread-link" aria-expanded={isOpen} onClick={() => openThread(channel, message.ts)}>
      <Icon name="chat" />
      <strong>{words}</strong>
      {latest !== '' && <span class="thread-latest">last {latest}</span>}
    </button>
  );
}

/** The clock that redraws ticks by the minute, so a message may be newer than it. */
function agoOf(at: number, minute: number): string {
  return formatAgo(at, Math.max(at, minute));
}
