import { connection } from '../state/sandbox-state.ts';
import { PersonSwitch } from './person-switch.tsx';

/** Where one is, and as whom. */
export function ChannelHeader({ title, topic }: { title: string; topic: string }) {
  return (
    <header class="channel-header">
      <div class="channel-where">
        <h1>{title}</h1>
        {topic !== '' && <p class="channel-topic">{topic}</p>}
      </div>
      <p class="connection" role="status">
        {connection.value === 'lost' ? 'reconnecting…' : ''}
      </p>
      <PersonSwitch />
    </header>
  );
}
