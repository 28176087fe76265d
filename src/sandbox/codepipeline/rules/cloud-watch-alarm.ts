import type { Failure } from '../state.ts';
import { faultyConfiguration, property, type RuleProvider, type RuleWork } from './rule-provider.ts';

const bad = ({ configuration: { AlarmStates = 'ALARM' } }: RuleWork): string[] =>
  AlarmStates.split(',').map((state) => state.trim().toUpperCase());

function failureOf(work: RuleWork): Failure | undefined {
  const { AlarmName = '' } = work.configuration;
  const state = work.alarmState(AlarmName);
  return bad(work).includes(state)
    ? { code: 'JobFailed', message: `The CloudWatch alarm ${AlarmName} is in the state ${state}.` }
    : undefined;
}

/** Fails as soon as the alarm is in one of the states; an alarm that nobody has set is OK. */
export const cloudWatchAlarm: RuleProvider = {
  inputs: [0, 0],
  properties: [
    property('AlarmName', true, 'Name of the alarm'),
    property('AlarmStates', false, 'States in which the rule fails; default ALARM'),
    property('WaitTime', false, 'Minutes for which the alarm is watched'),
  ],
  seconds: [1, 3],
  begin(work) {
    const { AlarmName, WaitTime } = work.configuration;
    if (AlarmName === undefined) return { failure: faultyConfiguration('A CloudWatchAlarm rule needs AlarmName.') };
    if (WaitTime === undefined) return {};
    const minutes = /^\d{1,5}$/.test(WaitTime) ? Number(WaitTime) : Number.NaN;
    if (Number.isNaN(minutes)) return { failure: faultyConfiguration(`"${WaitTime}" is no number of minutes.`) };
    return { watchUntil: work.now + minutes * 60_000 };
  },
  watch: failureOf,
  judge(work) {
    const failure = failureOf(work);
    return failure
      ? { passed: false, failure }
      : { passed: true, summary: `The CloudWatch alarm ${work.configuration.AlarmName ?? ''} did not fire.` };
  },
  fail: ({ configuration: { AlarmName } }) => ({
    code: 'JobFailed',
    message: `The CloudWatch alarm ${AlarmName ?? ''} is in the state ALARM.`,
  }),
};
