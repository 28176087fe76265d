import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const rollback: SubCommand = {
  name: 'rollback',
  usage: 'rollback <pipeline> <stage> [execution]',
  summary: 'runs a stage again with what an earlier execution was good with there',
  examples: [
    { text: 'rollback shop-web Prod', command: { verb: 'rollback', pipeline: 'shop-web', stage: 'Prod' } },
    {
      text: 'rollback shop-web Prod 4b1e07c2',
      command: { verb: 'rollback', pipeline: 'shop-web', stage: 'Prod', execution: '4b1e07c2' },
    },
  ],
  flags: [],
  read(rest) {
    const [pipeline, stage, execution] = rest;
    if (pipeline === undefined) return missing('rollback', 'the name of a pipeline');
    if (stage === undefined) return missing('rollback', 'the name of a stage');
    const extra = tooMany('rollback', rest, 3);
    if (extra !== undefined) return extra;
    if (execution === undefined) return { verb: 'rollback', pipeline, stage };
    if (!/^[0-9a-f][0-9a-f-]{7,35}$/i.test(execution))
      return `“${execution}” is no execution: its id, or the first 8 characters of it.`;
    return { verb: 'rollback', pipeline, stage, execution: execution.toLowerCase() };
  },
};
