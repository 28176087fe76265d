import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const deletePipeline: SubCommand = {
  name: 'delete',
  usage: 'delete <pipeline>',
  summary: 'deletes a pipeline with its history, once you have typed its name again',
  examples: [{ text: 'delete old-shop', command: { verb: 'delete', pipeline: 'old-shop' } }],
  flags: [],
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('delete', 'the name of a pipeline');
    return tooMany('delete', rest, 1) ?? { verb: 'delete', pipeline };
  },
};
