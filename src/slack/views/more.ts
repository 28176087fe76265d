import type { Button } from '@slack/types';
import { button } from '../blocks.ts';
import { type Reference, toValue } from '../reference.ts';

export const MORE = 'subject:more';

/** Opens the modal with every word that applies to a pipeline or an execution. */
export function moreAbout(reference: Reference, called: string): Button | undefined {
  const label = `All that can be done with ${called}`;
  return button({ actionId: MORE, text: 'More…', value: toValue(reference), label });
}
