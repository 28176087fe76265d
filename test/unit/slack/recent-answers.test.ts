import { describe, expect, it } from 'vitest';
import { keepRecent } from '../../../src/slack/recent-answers.ts';

const MINUTE = 60_000;

function aQuestioner({ atMost = 10 } = {}) {
  let time = 0;
  const asked: string[] = [];
  const replies: ((answer: string | Error) => void)[] = [];
  const ask = keepRecent({ now: () => time, maxAgeMs: MINUTE, atMost }, (question: string) => {
    asked.push(question);
    return new Promise<string>((resolve, reject) => {
      replies.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
    });
  });
  return {
    ask,
    asked,
    pass: (ms: number) => {
      time += ms;
    },
    reply: (answer: string | Error) => replies.shift()?.(answer),
  };
}

describe('a recent answer', () => {
  it('serves everybody who asks the same within its age', async () => {
    const { ask, asked, pass, reply } = aQuestioner();
    const first = ask('who?');
    reply('Ben');
    expect(await first).toBe('Ben');

    pass(MINUTE - 1);

    expect(await ask('who?')).toBe('Ben');
    expect(asked).toEqual(['who?']);
  });

  it('is as old as its question, however long the answer took', async () => {
    const { ask, asked, pass, reply } = aQuestioner();
    const first = ask('who?');
    pass(MINUTE);
    reply('Ben');
    expect(await first).toBe('Ben');

    const second = ask('who?');
    reply('Ines');

    expect(await second).toBe('Ines');
    expect(asked).toEqual(['who?', 'who?']);
  });

  it('is asked for once by all who ask at the same time', async () => {
    const { ask, asked, reply } = aQuestioner();
    const all = Promise.all([ask('who?'), ask('who?'), ask('who?')]);
    reply('Ben');
    expect(await all).toEqual(['Ben', 'Ben', 'Ben']);
    expect(asked).toHaveLength(1);
  });

  it('is not taken for the answer to another question', async () => {
    const { ask, asked, reply } = aQuestioner();
    const both = [ask('who?'), ask('when?')];
    reply('Ben');
    reply('now');
    expect(await Promise.all(both)).toEqual(['Ben', 'now']);
    expect(asked).toEqual(['who?', 'when?']);
  });

  it('is never a failure, nor what was known before it', async () => {
    const { ask, pass, reply } = aQuestioner();
    const first = ask('who?');
    reply('Ben');
    await first;
    pass(MINUTE);

    const second = ask('who?');
    reply(new Error('Slack does not answer'));
    await expect(second).rejects.toThrow('Slack does not answer');

    const third = ask('who?');
    reply('Ines');
    expect(await third).toBe('Ines');
  });

  it('does not fall with an older question that fails late', async () => {
    const { ask, asked, pass, reply } = aQuestioner();
    const late = ask('who?');
    pass(MINUTE);
    const newer = ask('who?');
    reply(new Error('lost'));
    await expect(late).rejects.toThrow('lost');
    reply('Ben');
    await newer;

    expect(await ask('who?')).toBe('Ben');
    expect(asked).toHaveLength(2);
  });

  it('goes when there are too many, the oldest first', async () => {
    const { ask, asked, reply } = aQuestioner({ atMost: 2 });
    for (const question of ['a', 'b', 'c']) {
      const asking = ask(question);
      reply(question);
      await asking;
    }

    expect(await ask('b')).toBe('b');
    expect(await ask('c')).toBe('c');
    void ask('a');

    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});
