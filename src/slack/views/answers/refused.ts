import type { Button } from '@slack/types';
import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Deed, Refusal } from '../../../domain/operation.ts';
import { actions, button, section } from '../../blocks.ts';
import { draftValue } from '../draft/draft-parts.ts';
import { drawing } from '../drawing.ts';
import { refusalWords } from '../problem.ts';

export const AGAIN = 'draft:again';

export function drawRefused({ deed, refusal }: Extract<Answer, { kind: 'refused' }>): Drawing {
  const words = refusalWords(refusal);
  return drawing(words, [section(words), ...actions(compareAgain(deed, refusal))]);
}

/** A draft may still be good for what the pipeline has become. */
function compareAgain(deed: Deed | undefined, { reason }: Refusal): Button | undefined {
  if (deed?.kind !== 'change' || reason !== 'version_moved' || deed.change === 'delete') return undefined;
  const { target, change } = deed;
  const value = draftValue({ ref: target, id: target.draft, change });
  const label = `Compare the draft with ${target.pipeline} as it is now`;
  return button({ actionId: AGAIN, text: 'Compare again', value, label, style: 'primary' });
}
