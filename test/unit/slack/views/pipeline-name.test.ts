import { describe, expect, it } from 'vitest';
import { createMessenger } from '../../../../src/slack/messenger.ts';
import { aContext, aFailure, anApproval, aProgress, RUN } from '../support/progress.ts';

const noSlack = { call: () => Promise.reject(new Error('drawing calls nobody')) };
const messenger = createMessenger(noSlack, 'B0APP', ({ pipeline }) => `prod:${pipeline}`);
const context = aContext(aProgress({ approvals: [anApproval()], failures: [aFailure()] }));
const [approval] = context.progress.approvals;
const [failure] = context.progress.failures;

describe('messages about a pipeline of another account', () => {
  it.each([
    ['card', { kind: 'card' as const }],
    ['approval', { kind: 'approval' as const, stage: approval?.stage ?? '', action: approval?.name ?? '', run: RUN }],
    ['failure', { kind: 'failure' as const, stage: failure?.stage ?? '', begun: failure?.begun ?? '' }],
  ])(
    'the %s names the account in its first line and in its notification, and no button refers to another pipeline',
    (_, subject) => {
      const { text, blocks } = messenger.draw(subject, context);

      expect(text).toContain('prod:shop-web');
      expect(JSON.stringify(blocks[0])).toContain('|prod:shop-web>');
      expect(JSON.stringify(blocks)).not.toContain('|prod:shop-web|');
      expect(JSON.stringify(blocks)).toContain('|shop-web|');
    },
  );
});
