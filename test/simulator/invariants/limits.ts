import type { World } from '../world.ts';

/** 4. Slack's limits: sizes, blocks, one message a second and channel, and no call after Slack said that it never will. */
export function limits({ slack }: World): string[] {
  const problems = [...slack.invalid];
  const byTime = slack.writes.toSorted((a, b) => a.at - b.at);
  for (const [index, write] of byTime.entries()) {
    const fifthLast = byTime[index - 5];
    if (fifthLast && write.at - fifthLast.at < 4_000)
      problems.push(`six writes to ${write.channel} within ${write.at - fifthLast.at} ms`);
  }
  for (const [key, times] of slack.refusedForGood)
    if (times > MOST_REFUSALS) problems.push(`Slack said ${times} times that it will never take ${key}`);
  return [...new Set(problems)];
}

/** One, and one more for each delivery that died before it could note it. */
const MOST_REFUSALS = 3;
