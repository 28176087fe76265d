import { missing, type SubCommand, tooMany } from './sub-command.ts';

/** @see RevisionId in CodePipeline's service model */
const ID_MAX = 1_500;

export const revision: SubCommand = {
  name: 'revision',
  usage: 'revision <pipeline> <action> <id>',
  summary: 'tells a source action of a new revision, which starts the pipeline',
  examples: [
    {
      text: 'revision shop-web App 3f2c91e',
      command: { verb: 'revision', pipeline: 'shop-web', action: 'App', revisionId: '3f2c91e' },
    },
  ],
  flags: [],
  read(rest) {
    const [pipeline, action, revisionId] = rest;
    if (pipeline === undefined) return missing('revision', 'the name of a pipeline');
    if (action === undefined) return missing('revision', 'the name of a source action');
    if (revisionId === undefined) return missing('revision', 'the id of a revision');
    if (revisionId.length > ID_MAX) return `The id of a revision has at most ${ID_MAX} characters.`;
    return tooMany('revision', rest, 3) ?? { verb: 'revision', pipeline, action, revisionId };
  },
};
