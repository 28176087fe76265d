import { batch, effect } from '@preact/signals';
import { keepUnchanged } from './keep-unchanged.ts';
import { actingAs } from './place.ts';
import { setSandboxClock } from './sandbox-clock.ts';
import { connection, type SandboxState, sandboxState } from './sandbox-state.ts';

const RETRY_MS = 1500;

/** Follows the sandbox as the chosen person; choosing somebody else opens another stream. */
export function followSandbox(): void {
  effect(() => {
    const close = open(actingAs.value);
    return close;
  });
}

function open(user: string): () => void {
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const connect = () => {
    source = new EventSource(`/sandbox/stream?user=${encodeURIComponent(user)}`);
    source.onopen = () => {
      connection.value = 'open';
    };
    source.onmessage = (event: MessageEvent<string>) => receive(event.data);
    source.onerror = () => {
      connection.value = 'lost';
      // The browser reconnects by itself, except after an answer that was no stream.
      if (closed || source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      retry = setTimeout(connect, RETRY_MS);
    };
  };
  connect();

  return () => {
    closed = true;
    clearTimeout(retry);
    source?.close();
  };
}

function receive(data: string): void {
  const next: SandboxState = JSON.parse(data);
  batch(() => {
    connection.value = 'open';
    setSandboxClock(next.yard.clock.now);
    sandboxState.value = keepUnchanged(sandboxState.peek(), next);
  });
}
