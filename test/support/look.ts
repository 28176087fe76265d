import type { MessageView, WorkspaceSnapshot } from '../../src/sandbox/ports.ts';

/** What a person sees in the workspace now, private answers and the open modal included. */
export async function look(origin: string, user: string): Promise<WorkspaceSnapshot> {
  const abort = new AbortController();
  const response = await fetch(`${origin}/sandbox/stream?user=${user}`, { signal: abort.signal });
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const [, picture] = /^data: (.*)\n\n/.exec(text) ?? [];
      if (picture !== undefined) return JSON.parse(picture).workspace;
    }
  } finally {
    abort.abort();
  }
  throw new Error(`The stream of ${user} ended before it said anything: ${text.slice(0, 200)}`);
}

/** Everything in #deployments that this person sees, oldest first. */
export async function messagesSeenBy(origin: string, user: string): Promise<MessageView[]> {
  return (await look(origin, user)).messages.C0DEPLOYS ?? [];
}
