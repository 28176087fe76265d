import type { Forms, Log } from '../app/ports.ts';
import type { SlackClient } from './client.ts';
import { toFailure } from './slack-failure.ts';
import { updateView } from './update-view.ts';

export interface FormsOptions {
  readonly slack: SlackClient;
  readonly log: Log;
}

/** Somebody closed the modal, or it has been filled since it was opened. */
const TOO_LATE: readonly string[] = ['not_found', 'view_not_found', 'hash_conflict', 'expired_trigger_id'];

/** Forms that were opened empty, filled once: Slack refuses the second filling by the hash of what was opened. */
export function createForms({ slack, log }: FormsOptions): Forms {
  return {
    async fill({ id, hash }, form, { origin, operationId }) {
      // Most deliveries fill no form.
      const { drawForm } = await import('./views/forms/index.ts');
      const view = drawForm(form, origin, operationId);
      try {
        await updateView(slack, id, view, hash);
      } catch (error) {
        const failure = toFailure(error);
        if (failure.kind !== 'permanent' || !TOO_LATE.includes(failure.error)) throw error;
        log.info('A form was closed or filled before its questions came', { operationId, error: failure.error });
      }
    },
  };
}
