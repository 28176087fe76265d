import { actingAs, goTo } from '../state/place.ts';
import { channels, people, userGroups } from '../state/sandbox-state.ts';
import { whoIs } from '../state/who.ts';

interface MentionProps {
  kind: 'user' | 'channel' | 'group';
  id: string;
  label: string | null;
}

/** A person, group or channel named in a text. One's own name and groups stand out; a channel can be gone to. */
export function Mention({ kind, id, label }: MentionProps) {
  if (kind === 'channel') {
    const channel = channels.value.find((candidate) => candidate.id === id);
    if (!channel) return <span class="mention">#{label ?? id}</span>;
    return (
      <button type="button" class="mention" onClick={() => goTo(id)}>
        #{channel.name}
      </button>
    );
  }
  if (kind === 'group') {
    const group = userGroups.value.find((candidate) => candidate.id === id);
    const isMine = group?.users.includes(actingAs.value) === true;
    return (
      <span class={`mention ${isMine ? 'mention-me' : ''}`}>
        {`@${(group?.handle ?? label ?? id).replace(/^@/, '')}`}
      </span>
    );
  }
  const known = people.value.some((person) => person.id === id);
  const name = known || label === null ? whoIs(id, people.value).realName : label.replace(/^@/, '');
  return <span class={`mention ${id === actingAs.value ? 'mention-me' : ''}`}>@{name}</span>;
}
