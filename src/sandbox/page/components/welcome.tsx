import { connection } from '../state/sandbox-state.ts';
import { SignalMark } from './icon.tsx';

/** Before the first answer of the sandbox. */
export function Welcome() {
  return (
    <main class="welcome">
      <SignalMark />
      <h1>Signalbox</h1>
      <p role="status">
        {connection.value === 'lost' ? 'The sandbox does not answer. Trying again…' : 'Opening the workspace…'}
      </p>
    </main>
  );
}
