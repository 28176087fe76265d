import { signal } from '@preact/signals';
import type { MessageView } from '../../ports.ts';
import { channelMessages } from '../messages/message-rows.ts';

/** The newest message each person has had in front of them, by person and channel; forgotten on reload. */
const seen = signal<Readonly<Record<string, string>>>({});
const keyOf = (user: string, channel: string) => `${user} ${channel}`;

export function markSeen(user: string, channel: string, ts: string): void {
  const key = keyOf(user, channel);
  if ((seen.peek()[key] ?? '') < ts) seen.value = { ...seen.peek(), [key]: ts };
}

/** How many messages of a channel this person has not seen and did not write. */
export function unreadCount(user: string, channel: string, messages: readonly MessageView[]): number {
  const since = seen.value[keyOf(user, channel)] ?? '';
  return channelMessages(messages).filter((message) => message.ts > since && message.user !== user).length;
}
