import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const create: SubCommand = {
  name: 'create',
  usage: 'create <new name> [--from <pipeline>]',
  summary: 'makes a pipeline: from a definition that you write, or as a copy of another',
  examples: [
    { text: 'create shop-next', command: { verb: 'create', pipeline: 'shop-next' } },
    { text: 'create shop-next --from shop-web', command: { verb: 'create', pipeline: 'shop-next', from: 'shop-web' } },
  ],
  flags: ['from'],
  read(rest, flags) {
    const [pipeline, from] = rest;
    if (pipeline === undefined) return missing('create', 'a name for the new pipeline');
    if (!flags.has('from')) return tooMany('create', rest, 1) ?? { verb: 'create', pipeline };
    if (from === undefined) return missing('create --from', 'the name of a pipeline to copy');
    return tooMany('create', rest, 2) ?? { verb: 'create', pipeline, from };
  },
};
