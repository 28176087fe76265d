import type { World } from '../world.ts';

/** 4. Slack's limits: sizes, blocks, one message a second and channel, and no call after Slack said that it never will. */
export function limits({ slack, lastFaultAt }: World): string[] {
  const problems = [...slack.invalid];
  const byTime = slack.writes.toSorted((a, b) => a.at - b.at);
  for (const [index, write] of byTime.entries()) {
    const fifthLast = byTime[index - 5];
    if (fifthLast && write.at - fifthLast.at < 4_000)
      problems.push(`six writes to ${write.channel} within ${write.at - fifthLast.at} ms`);
  }
  // A delivery that dies before it could note the answer asks again; once the faults are over, once is enough.
  const later = slack.refusedForGood.filter(({ at }) => at > lastFaultAt()).map(({ key }) => key);
  for (const key of new Set(later.filter((one, index) => later.indexOf(one) !== index)))
    problems.push(`Slack was asked again to take ${key} after it said that it never will`);
  return [...new Set(problems)];
}
