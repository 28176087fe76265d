import { describe, expect, it } from 'vitest';
import { createLogReader } from '../../../../src/aws/why/log-reader.ts';
import { AccountId } from '../../../../src/domain/ids.ts';

const PLACE = { account: AccountId('123456789012'), region: 'eu-west-1', group: '/aws/codebuild/shop', stream: 'b1' };

/** CloudWatch Logs with one stream of so many lines. */
function logs(total: number, failsAt: number) {
  const calls: string[] = [];
  const line = (index: number) => ({
    timestamp: index,
    message: index === failsAt ? 'Error: it broke\n' : `line ${index}\n`,
  });
  const reader = createLogReader({
    query: () => Promise.reject(new Error('Logs do not speak it')),
    async json(_place, _service, target, given) {
      const input = given as { limit: number; nextToken?: string; startTime?: number; endTime?: number };
      calls.push(target.split('.')[1] ?? '');
      if (target.endsWith('FilterLogEvents')) return { events: [line(failsAt)] };
      const { limit, nextToken, startTime, endTime } = input;
      if (startTime !== undefined)
        return { events: Array.from({ length: limit }, (_, index) => line(startTime + index)) };
      if (endTime !== undefined)
        return { events: Array.from({ length: limit }, (_, index) => line(endTime - limit + index)) };
      const to = nextToken === undefined ? total : Number(nextToken);
      const from = Math.max(0, to - limit);
      return {
        events: Array.from({ length: to - from }, (_, index) => line(from + index)),
        nextBackwardToken: String(from),
      };
    },
  });
  return { reader, calls };
}

describe('reading a log', () => {
  it('reads a short one whole, and knows its lines', async () => {
    const { reader, calls } = logs(500, 400);

    const window = await reader.end(PLACE);

    expect(window?.firstLine).toBe(1);
    expect(window?.text.split('\n')).toHaveLength(500);
    expect(calls).toHaveLength(2);
  });

  it('reads of one of two million lines only the end, in three calls, and finds the cause by searching', async () => {
    const { reader, calls } = logs(2_000_000, 700_000);

    const end = await reader.end(PLACE);
    const found = await reader.search(PLACE);

    expect(end?.firstLine).toBeUndefined();
    expect(end?.text.split('\n')).toHaveLength(30_000);
    expect(found?.text).toContain('Error: it broke');
    expect(found?.text).toContain('line 699999');
    expect(calls).toEqual([
      'GetLogEvents',
      'GetLogEvents',
      'GetLogEvents',
      'FilterLogEvents',
      'GetLogEvents',
      'GetLogEvents',
    ]);
  });

  it('links to the place', () => {
    expect(logs(1, 0).reader.link(PLACE, 1_700_000_000_000)).toBe(
      'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Fcodebuild$252Fshop/log-events/b1$3Fstart$3D1700000000000',
    );
  });
});
