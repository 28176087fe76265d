import { readPairs } from './read-pairs.ts';
import { missing, type SubCommand } from './sub-command.ts';

/** @see TagKey in CodePipeline's service model */
const KEY = /^.{1,128}$/su;

export const tags: SubCommand = {
  name: 'tags',
  usage: 'tags <pipeline> [key=value … | key= …]',
  summary: 'the tags of a pipeline; adds and changes them, or removes those with nothing after the =',
  examples: [
    { text: 'tags shop-web', command: { verb: 'tags', pipeline: 'shop-web' } },
    {
      text: 'tags shop-web team=payments cost-center=42',
      command: { verb: 'tag', pipeline: 'shop-web', tags: { team: 'payments', 'cost-center': '42' } },
    },
    { text: 'tags shop-web team=', command: { verb: 'untag', pipeline: 'shop-web', keys: ['team'] } },
  ],
  flags: [],
  paged: true,
  read([pipeline, ...rest]) {
    if (pipeline === undefined) return missing('tags', 'the name of a pipeline');
    if (rest.length === 0) return { verb: 'tags', pipeline };
    const pairs = readPairs(rest, KEY);
    if (typeof pairs === 'string') return pairs;
    const removed = [...pairs].filter(([, value]) => value === '').map(([key]) => key);
    if (removed.length === 0) return { verb: 'tag', pipeline, tags: Object.fromEntries(pairs) };
    // CodePipeline takes them in two calls, and one deed must not be half done.
    if (removed.length < pairs.size) return 'tags either sets or removes: do one after the other.';
    return { verb: 'untag', pipeline, keys: removed };
  },
};
