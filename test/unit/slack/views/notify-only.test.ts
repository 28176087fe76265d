import { describe, expect, it } from 'vitest';
import { drawMessage } from '../../../../src/slack/views/message.ts';
import { aContext, aFailure, aProgress, aWaitingProgress, RUN } from '../support/progress.ts';

const idsIn = (drawing: object) => [...JSON.stringify(drawing).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);

describe('in a channel where nobody may act', () => {
  it.each([
    ['the card', { kind: 'card' as const }, aProgress()],
    ['an approval', { kind: 'approval' as const, run: RUN, stage: 'Prod', action: 'Go-ahead' }, aWaitingProgress()],
    ['a failure', { kind: 'failure' as const, stage: 'Build', begun: '' }, aProgress({ failures: [aFailure()] })],
  ])('%s has the same words and nothing to press', (_what, subject, progress) => {
    const here = drawMessage(subject, aContext(progress));
    const there = drawMessage(subject, aContext(progress, {}, { actIn: false }));

    expect(idsIn(here).length).toBeGreaterThan(0);
    expect(idsIn(there)).toEqual([]);
    expect(there.text).toBe(here.text);
  });
});
