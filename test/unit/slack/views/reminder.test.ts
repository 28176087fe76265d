import { describe, expect, it } from 'vitest';
import { UserId } from '../../../../src/domain/ids.ts';
import type { Reminder } from '../../../../src/domain/reminders.ts';
import { drawReminder } from '../../../../src/slack/views/reminder.ts';
import { anApproval, aWaitingProgress, RUN } from '../support/progress.ts';
import { textsOf } from '../support/slack-takes.ts';

const DEADLINE = '2026-11-24T14:00:00.000Z';
const UNTIL = '<!date^1795528800^{date_short_pretty} at {time}, {ago}|2026-11-24 14:00 UTC>';
const BEN = UserId('U0BEN');
const INES = UserId('U0INES');

function drawn(more: Partial<Reminder> = {}, approval: Parameters<typeof anApproval>[0] = { deadline: DEADLINE }) {
  const reminder: Reminder = { afterMs: 3_600_000, lastCall: false, asks: [], more: 0, ...more };
  return drawReminder(
    { kind: 'reminder', run: RUN, reminder },
    aWaitingProgress({ approvals: [anApproval(approval)] }),
  );
}
const line = (drawing: ReturnType<typeof drawn>) =>
  textsOf(drawing)
    .join()
    .replace(/<https:[^|]*\|([^>]*)>/g, '$1');

describe('a reminder', () => {
  it('is one line that asks those who can decide and have not, and says until when', () => {
    expect(line(drawn({ asks: [BEN, INES], more: 3 }))).toBe(
      `⏸ *shop-web* · Prod/Go-ahead still waits for approval, until ${UNTIL} · <@U0BEN> <@U0INES> and 3 more`,
    );
  });

  it('calls nobody where everybody can decide', () => {
    expect(line(drawn())).toBe(`⏸ *shop-web* · Prod/Go-ahead still waits for approval, until ${UNTIL}`);
  });

  it('says nothing of an end that is not known', () => {
    expect(line(drawn({}, {}))).toBe('⏸ *shop-web* · Prod/Go-ahead still waits for approval');
  });

  it('is plain on a lock screen, and names the execution', () => {
    expect(drawn({ asks: [BEN] }).text).toBe(
      `shop-web · Prod/Go-ahead still waits for approval, until ${UNTIL}. Execution 4b1e07c2.`,
    );
  });

  it('says what happens when it is the last', () => {
    expect(line(drawn({ lastCall: true, asks: [INES] }))).toBe(
      `⏸ Last call: *shop-web* · Prod/Go-ahead waits for approval until ${UNTIL}; then CodePipeline fails it · <@U0INES>`,
    );
  });
});
