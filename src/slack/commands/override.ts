import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const override: SubCommand = {
  name: 'override',
  usage: 'override <pipeline> <stage> entry|success',
  summary: 'lets an execution go on although a condition of the stage stops it',
  examples: [
    {
      text: 'override shop-web Prod entry',
      command: { verb: 'override', pipeline: 'shop-web', stage: 'Prod', place: 'entry' },
    },
  ],
  flags: [],
  read(rest) {
    const [pipeline, stage, typed] = rest;
    if (pipeline === undefined) return missing('override', 'the name of a pipeline');
    if (stage === undefined) return missing('override', 'the name of a stage');
    const place = typed?.toLowerCase();
    if (place !== 'entry' && place !== 'success') return missing('override', 'which condition: entry or success');
    return tooMany('override', rest, 3) ?? { verb: 'override', pipeline, stage, place };
  },
};
