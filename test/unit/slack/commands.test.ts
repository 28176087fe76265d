import { describe, expect, it } from 'vitest';
import { createCommands, SUB_COMMANDS } from '../../../src/slack/commands/index.ts';

const { parse, withPipeline, nearest } = createCommands();
const examples = SUB_COMMANDS.flatMap((subCommand) =>
  subCommand.examples.map((example) => [example.text, example.command] as const),
);

describe('typed words', () => {
  it.each(examples)('%s', (text, command) => {
    expect(parse(text)).toEqual({ ok: true, command });
  });

  it.each(SUB_COMMANDS.map((each) => [each.name, each] as const))(
    '%s has an example, a usage and one line about it',
    (name, each) => {
      expect(each.examples.length).toBeGreaterThan(0);
      expect(each.usage.split(' ')[0]).toBe(name);
      expect(each.summary).toMatch(/^[a-z].{5,90}$/);
    },
  );

  it('mean an overview when there are none', () => {
    expect(parse('')).toEqual({ ok: true, command: { verb: 'overview' } });
    expect(parse('   ')).toEqual({ ok: true, command: { verb: 'overview' } });
  });

  it.each(['help', 'HELP', '?', '--help', '—help', '-h'])('ask for help: %s', (text) => {
    expect(parse(text)).toEqual({ ok: true, command: { verb: 'help' } });
  });

  it('are the same in capitals, but names stay as they were typed', () => {
    expect(parse('Status Shop-Web')).toEqual({ ok: true, command: { verb: 'status', pipeline: 'Shop-Web' } });
  });

  it.each([
    ['aprove shop-web', 'aprove', 'approve'],
    ['statsu', 'statsu', 'status'],
    ['rety shop-web', 'rety', 'retry'],
    ['disabel shop-web Prod', 'disabel', 'disable'],
    ['sta', 'sta', undefined],
    ['stat', 'stat', 'status'],
    ['shop-web', 'shop-web', undefined],
  ])('that are no command get the nearest one: %s', (text, typed, near) => {
    expect(parse(text)).toEqual({
      ok: false,
      problem: { kind: 'unknown_verb', typed, ...(near === undefined ? {} : { nearest: near }) },
    });
  });

  it.each([
    ['start', 'start needs the name of a pipeline.'],
    ['start etl full', '“full” is not name=value.'],
    ['start etl a=1 a=2', 'a is given twice.'],
    ['start etl a=', 'a has no value.'],
    ['stop', 'stop needs the name of a pipeline.'],
    ['retry', 'retry needs the name of a pipeline.'],
    ['retry shop-web Build Prod', 'retry does not know what to do with “Prod”.'],
    ['retry shop-web --everything', 'retry knows no --everything.'],
    ['approve', 'approve needs the name of a pipeline.'],
    ['audit shop-web for ages', '“ages” is no length of time.'],
    ['audit for', 'audit for needs a length of time.'],
    ['audit shop-web 7d', 'audit does not know what to do with “7d”.'],
    ['audit for 20000d', 'audit looks back 3650 days at most.'],
    ['approve shop-web --force', 'approve knows no --force.'],
    ['disable shop-web', 'disable needs the name of a stage.'],
    ['list a b', 'list does not know what to do with “b”.'],
    ['status a b', 'status does not know what to do with “b”.'],
  ])('that are not enough, or too many, get a reason and an example: %s', (text, why) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ ok: false, problem: { kind: 'wrong_usage', why } });
    const example = !parsed.ok && parsed.problem.kind === 'wrong_usage' ? parsed.problem.example : '';
    expect(parse(example).ok).toBe(true);
  });

  it.each([
    ['start', 'start shop-web'],
    ['Retry Build', 'Retry shop-web Build'],
    ['changes "Prod"', 'changes shop-web "Prod"'],
    ['history 5 --page=2', 'history shop-web 5 --page=2'],
    ['disable Prod end of quarter', 'disable shop-web Prod end of quarter'],
  ])('can be read with the name of a pipeline that was left out: %s', (text, whole) => {
    expect(withPipeline(text, 'shop-web')).toBe(whole);
  });

  it.each(['status', 'list', 'freeze for 2h', 'where 3f2c91e', 'frobnicate', '', 'start a b', 'who a'])(
    'cannot, where their word needs none or they would still make no sense: %j',
    (text) => {
      expect(withPipeline(text, 'shop-web')).toBeUndefined();
    },
  );

  it('take a variable called __proto__ as any other', () => {
    const parsed = parse('start etl __proto__=1');
    expect(parsed.ok && JSON.stringify(parsed.command)).toBe(
      '{"verb":"start","pipeline":"etl","variables":{"__proto__":"1"}}',
    );
  });

  it.each([
    ['shop-wbe', 'shop-web'],
    ['SHOP-WEB', 'shop-web'],
    ['nightly', 'nightly-etl'],
    ['quite-different', undefined],
    ['', undefined],
  ])('%j is near to %j', (typed, expected) => {
    expect(nearest(typed, ['shop-web', 'nightly-etl', 'payments-api'])).toBe(expected);
  });
});
