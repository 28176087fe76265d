import { CronError } from './cron.ts';
import { ruleLimitMs } from './limit.ts';
import { faultyConfiguration, property, type RuleProvider, type RuleWork } from './rule-provider.ts';
import { openWindow, type Window } from './window.ts';

const windowOf = ({ configuration: { Cron, TimeZone } }: RuleWork): Window => openWindow(Cron ?? '', TimeZone);

const closed = (work: RuleWork) => ({
  code: 'JobFailed',
  message: `The deployment window ${work.configuration.Cron ?? ''} did not open before the rule timed out.`,
});

/** Waits until the window is open. */
export const deploymentWindow: RuleProvider = {
  inputs: [0, 0],
  properties: [
    property('Cron', true, 'Days and times of the window: a cron expression, seconds first'),
    property('TimeZone', false, 'Time zone of the window; default UTC'),
  ],
  seconds: [1, 2],
  begin(work) {
    try {
      const limit = work.now + ruleLimitMs(work.rule);
      return { watchUntil: windowOf(work).nextOpening(work.now, limit) ?? limit };
    } catch (error) {
      if (error instanceof CronError) return { failure: faultyConfiguration(error.message) };
      throw error;
    }
  },
  judge: (work) =>
    windowOf(work).isOpen(work.now)
      ? { passed: true, summary: 'The deployment window is open.' }
      : { passed: false, failure: closed(work) },
  fail: closed,
};
