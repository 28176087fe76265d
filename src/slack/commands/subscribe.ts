import { WISHES, type Wish } from '../../domain/subscriptions.ts';
import { missing, type SubCommand } from './sub-command.ts';

/** What a route would usually send. */
const USUAL: readonly Wish[] = ['approvals', 'failures', 'progress'];
const BRANCH = /^branch=(.*)$/is;
const LONGEST_BRANCH = 200;

export const subscribe: SubCommand = {
  name: 'subscribe',
  usage: 'subscribe <pipeline or pattern> [approvals] [failures] [progress] [results] [branch=…]',
  summary: 'this channel hears of them from now on; results alone are one message at the end',
  examples: [
    { text: 'subscribe shop-web', command: { verb: 'subscribe', pipeline: 'shop-web', wishes: USUAL } },
    {
      text: 'subscribe shop-* failures results branch=main',
      command: { verb: 'subscribe', pipeline: 'shop-*', wishes: ['failures', 'results'], branch: 'main' },
    },
  ],
  flags: [],
  read([pipeline, ...words]) {
    if (pipeline === undefined) return missing('subscribe', 'the name of a pipeline, or a pattern such as shop-*');
    const branches = words.flatMap((word) => BRANCH.exec(word)?.[1] ?? []);
    const named = words.filter((word) => !BRANCH.test(word));
    const strange = named.find((word) => !WISHES.some((wish) => wish === word.toLowerCase()));
    if (strange !== undefined) return `subscribe does not know what to do with “${strange}”.`;
    const [branch] = branches;
    if (branches.length > 1) return 'subscribe takes one branch; subscribe again for another.';
    if (branch === '' || (branch?.length ?? 0) > LONGEST_BRANCH)
      return 'branch= needs the name of a branch, or a pattern such as release/*.';
    const wishes = WISHES.filter((wish) => named.some((word) => word.toLowerCase() === wish));
    return {
      verb: 'subscribe',
      pipeline,
      wishes: wishes.length === 0 ? USUAL : wishes,
      ...(branch === undefined ? {} : { branch }),
    };
  },
};
