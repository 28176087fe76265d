import { type ChangeCommand, isChangeCommand } from '../../domain/command.ts';
import type { Deed, OperationRequest } from '../../domain/operation.ts';
import { asSeenBy } from '../as-seen-by.ts';
import { answer, carryOut } from '../carry-out.ts';
import type { ChangeDeps } from './change-deps.ts';
import { drawUpDraft } from './draw-up-draft.ts';
import { judgeAndChange } from './judge-and-change.ts';
import { offerChange } from './offer-change.ts';
import { tellChange } from './tell-change.ts';

/** Carries out one request that is about a pipeline itself: at most once, and whatever comes of it is told.
 *
 * Words and definitions only lead to a draft, which changes nothing; the deeds are to put a draft to work, to agree to it and to object.
 * @throws Error when another delivery is at it, or when something that is needed is out of reach: the delivery is then repeated */
export async function performChange(deps: ChangeDeps, request: OperationRequest): Promise<void> {
  const { ask } = request;
  switch (ask.kind) {
    case 'deed':
      return isOurs(ask.deed) ? carry(deps, request, ask.deed) : misrouted();
    case 'draft':
      return answer(deps, request, async (told, byName) => told(await drawUpDraft(deps, request, ask.wish, byName)));
    case 'cards':
      return misrouted();
    case 'words': {
      const parsed = deps.commands.parse(ask.text);
      if (!parsed.ok) return answer(deps, request, (told) => told({ kind: 'problem', problem: parsed.problem }));
      const { command } = parsed;
      return isChangeCommand(command) ? offer(deps, request, command) : misrouted();
    }
  }
}

function offer(deps: ChangeDeps, request: OperationRequest, command: ChangeCommand): Promise<void> {
  return answer(deps, request, async (told, byName) => {
    const seen = await asSeenBy(deps, request.actor);
    await told(await offerChange(seen, request, command, byName));
  });
}

export type ChangeDeed = Extract<Deed, { kind: 'change' | 'agree' | 'object' }>;

function isOurs(deed: Deed): deed is ChangeDeed {
  return deed.kind === 'change' || deed.kind === 'agree' || deed.kind === 'object';
}

function carry(deps: ChangeDeps, request: OperationRequest, deed: ChangeDeed): Promise<void> {
  return carryOut(deps, request, {
    resolve: async () => ({ kind: 'deed', deed }),
    perform: (operation, asked) => judgeAndChange(deps, { ...operation, deed }, asked),
    tell: (operation, outcome) => tellChange(deps, { ...operation, deed }, outcome),
  });
}

/** The bus knows who carries out what: such a request was sent past it. */
function misrouted(): never {
  throw new Error('Only what changes a pipeline itself is carried out here');
}
