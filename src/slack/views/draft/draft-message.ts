import type { DraftMessage } from '../../../app/definition-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { StoredDraft } from '../../../domain/draft.ts';
import type { DefinitionChange } from '../../../domain/operation.ts';
import { actions, button, context, section } from '../../blocks.ts';
import { bold, foreign, join, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { MARK } from '../states.ts';
import { agreements, consequences, differences, draftValue } from './draft-parts.ts';

export const AGREE = 'draft:agree';
export const OBJECT = 'draft:object';
export const SHOW = 'draft:show';

const TO: Readonly<Record<DefinitionChange, string>> = { create: 'make', edit: 'change', delete: 'delete' };
const DID: Readonly<Record<DefinitionChange, string>> = { create: 'made', edit: 'changed', delete: 'deleted' };

/** A draft as the others see it: those who have to agree, and whoever is told what was done to a pipeline. */
export function drawDraftMessage(message: DraftMessage): Drawing {
  const { stored, name: called, excerpts, actIn } = message;
  const { draft, decision } = stored;
  const { mark, words } = headline(stored, bold(name(called)));
  const value = draftValue(draft);
  const about = `${TO[draft.change]} ${called}`;
  const isOpen = decision === undefined;
  const buttons = actions(
    ...(isOpen && actIn
      ? [
          button({ actionId: AGREE, text: 'Agree', value, label: `Agree to ${about}`, style: 'primary' }),
          button({ actionId: OBJECT, text: 'Object', value, label: `Object to ${about}`, style: 'danger' }),
        ]
      : []),
    excerpts ? undefined : button({ actionId: SHOW, text: 'See the change', value, label: `See how to ${about}` }),
  );
  return drawing(words, [
    section(md`${mark} ${words}`),
    ...(isOpen ? agreements(message) : []),
    ...(excerpts ? differences(draft) : []),
    ...(isOpen ? [context(consequences(draft.change, draft.cancels))] : []),
    ...buttons,
  ]);
}

function headline({ draft, decision }: StoredDraft, pipeline: Mrkdwn): { mark: string; words: Mrkdwn } {
  const author = foreign(draft.byName, 150);
  const wish = md`${author} wants to ${TO[draft.change]} ${pipeline}`;
  if (!decision) return { mark: MARK.waiting, words: md`${wish}, and others have to agree` };
  const others = decision.votes.filter(({ by }) => by !== draft.by).map(({ byName }) => foreign(byName, 100));
  const by = others.length === 0 ? md`` : md` · agreed by ${join(others, ' and ')}`;
  if (decision.verdict === 'rejected')
    return {
      mark: MARK.failed,
      words: md`${author} wanted to ${TO[draft.change]} ${pipeline}: ${foreign(decision.byName, 150)} objected, nothing was changed`,
    };
  switch (decision.outcome?.kind) {
    case 'done': {
      const { version, between } = decision.outcome;
      const now = version === 0 ? md`` : md` · version ${version}`;
      const overwritten =
        between === undefined
          ? md``
          : md` · version ${between.version} by ${between.byName === undefined ? md`somebody outside Slack` : foreign(between.byName, 150)} may be overwritten`;
      return { mark: MARK.succeeded, words: md`${author} ${DID[draft.change]} ${pipeline}${now}${by}${overwritten}` };
    }
    case 'lost':
      return { mark: MARK.failed, words: md`${wish}: it does not fit any more, nothing was changed` };
    case 'unknown':
      return {
        mark: MARK.waiting,
        words: md`${wish}. CodePipeline’s answer was lost, and it may still happen: look at the pipeline before trying again`,
      };
    case undefined:
      return { mark: MARK.waiting, words: md`${wish}${by}, which is about to be done` };
  }
}
