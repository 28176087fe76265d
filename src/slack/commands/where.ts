import { missing, type SubCommand, tooMany } from './sub-command.ts';

const COMMIT = /^[0-9a-f]{7,64}$/i;
/** A version of an object, a digest of an image: whole, because the beginnings of such ids say nothing. */
const OTHER = /^\S{8,1500}$/;

export const where: SubCommand = {
  name: 'where',
  usage: 'where <commit>',
  summary: 'how far a commit has come, in every pipeline that has it',
  examples: [
    { text: 'where 3f2c91e', command: { verb: 'where', revision: '3f2c91e' } },
    {
      text: 'where sha256:9f86d081884c7d659a2feaa0c55ad015',
      command: { verb: 'where', revision: 'sha256:9f86d081884c7d659a2feaa0c55ad015' },
    },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [revision] = rest;
    if (revision === undefined) return missing('where', 'a commit, its first seven characters or more');
    const extra = tooMany('where', rest, 1);
    if (extra !== undefined) return extra;
    if (COMMIT.test(revision)) return { verb: 'where', revision: revision.toLowerCase() };
    return OTHER.test(revision) ? { verb: 'where', revision } : `“${revision}” is too short: seven characters or more.`;
  },
};
