import type { Person } from '../../ports.ts';
import { initials, tone } from '../messages/initials.ts';
import { SignalMark } from './icon.tsx';

interface AvatarProps {
  person: Pick<Person, 'id' | 'realName' | 'kind'>;
  small?: boolean;
}

/** Initials in a colour of one's own; the app has its signal. The name always stands beside it in words. */
export function Avatar({ person, small }: AvatarProps) {
  const isApp = person.kind === 'bot';
  return (
    <span
      class={`avatar ${isApp ? 'avatar-app' : `tone-${tone(person.id)}`} ${small ? 'avatar-small' : ''}`}
      aria-hidden="true"
    >
      {isApp ? <SignalMark /> : initials(person.realName)}
    </span>
  );
}
