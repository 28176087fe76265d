import type { ModalView } from '@slack/types';
import type { SlackClient } from './client.ts';

/** Puts something else into a modal that stands open.
 * @param hash of what is to be replaced; absent: whatever is there
 * @throws SlackCallError */
export async function updateView(slack: SlackClient, id: string, view: ModalView, hash?: string): Promise<void> {
  await slack.call((client) => client.views.update({ view_id: id, view, ...(hash === undefined ? {} : { hash }) }));
}
