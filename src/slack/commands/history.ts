import { missing, type SubCommand, tooMany } from './sub-command.ts';

const COUNT = 20;
/** As many as CodePipeline tells at once. */
const COUNT_AT_MOST = 100;

export const history: SubCommand = {
  name: 'history',
  usage: 'history <pipeline> [count|execution]',
  summary: 'the newest executions, or all about one of them',
  examples: [
    { text: 'history shop-web', command: { verb: 'history', pipeline: 'shop-web', count: COUNT } },
    { text: 'history shop-web 50', command: { verb: 'history', pipeline: 'shop-web', count: 50 } },
    { text: 'history shop-web 4b1e07c2', command: { verb: 'history', pipeline: 'shop-web', execution: '4b1e07c2' } },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline, which] = rest;
    if (pipeline === undefined) return missing('history', 'the name of a pipeline');
    const extra = tooMany('history', rest, 2);
    if (extra !== undefined) return extra;
    if (which === undefined) return { verb: 'history', pipeline, count: COUNT };
    if (/^[0-9a-f][0-9a-f-]{7,}$/i.test(which)) return { verb: 'history', pipeline, execution: which.toLowerCase() };
    const count = /^[1-9]\d{0,5}$/.test(which) ? Number(which) : undefined;
    if (count === undefined) return `“${which}” is neither a number nor an execution.`;
    return count > COUNT_AT_MOST
      ? `history shows ${COUNT_AT_MOST} executions at most.`
      : { verb: 'history', pipeline, count };
  },
};
