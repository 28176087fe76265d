import type { JobCalls } from '../../src/app/job-ports.ts';

const notHere = () => Promise.reject(new Error('Nobody works on jobs here'));

/** Of worlds in which no action is the work of Signalbox. */
export const NO_JOBS: JobCalls = { actionOf: notHere, succeed: notHere, proceed: notHere, fail: notHere };
