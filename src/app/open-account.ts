import { isPerson, type Operation, type Outcome } from '../domain/operation.ts';
import type { PipelineSession, Sessions } from './codepipeline-ports.ts';

export interface SessionDeps<S = PipelineSession> {
  readonly sessions: Sessions<S>;
}

type Opened<S> =
  | { readonly kind: 'open'; readonly session: S }
  | { readonly kind: 'closed'; readonly outcome: Outcome };

/** Enters the account of a deed under the name of who asked for it, before anything there is looked at.
 * @param resumed an earlier delivery may have acted: where nobody is let in any more, it cannot be looked at */
export async function openAccount<S>(
  { sessions }: SessionDeps<S>,
  { actor, deed }: Pick<Operation, 'actor' | 'deed'>,
  resumed: boolean,
): Promise<Opened<S>> {
  const { account, region } = deed.target;
  const opened = await sessions.open(
    { account, region },
    isPerson(actor) ? actor.userId : `signalbox-${actor.service}`,
  );
  switch (opened.kind) {
    case 'open':
      return opened;
    case 'not_served':
      return { kind: 'closed', outcome: { kind: 'refused', refusal: { reason: 'not_served', account, region } } };
    case 'failed':
      return { kind: 'closed', outcome: resumed ? { kind: 'unknown' } : opened };
  }
}
