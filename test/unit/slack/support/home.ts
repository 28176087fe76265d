import type { Home } from '../../../../src/app/home.ts';
import { anApproveGrant } from '../../../support/policy.ts';
import { aLine } from './answers.ts';
import { anApproval, aProgress, aWaitingProgress } from './progress.ts';

/** A Home tab with something of everything. */
export function aHome(rest: Partial<Home> = {}): Home {
  return {
    waiting: [
      {
        progress: aWaitingProgress(),
        approval: anApproval(),
        terms: { grant: anApproveGrant(), teams: [] },
        votes: [],
      },
    ],
    running: [aProgress()],
    closed: [aLine('shop-api', { closedStages: ['Prod'] }), aLine('shop-web', { closedStages: ['Staging', 'Prod'] })],
    freezes: [],
    red: [aLine('nightly-etl', { state: 'failed', stage: 'Load' })],
    healthy: 10,
    pipelines: 12,
    unread: [],
    ...rest,
  };
}
