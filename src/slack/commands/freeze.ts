import { missing, type SubCommand } from './sub-command.ts';

export const freeze: SubCommand = {
  name: 'freeze',
  usage: 'freeze <pipeline or pattern> [stage] for 2h|until … [reason]',
  summary: 'nothing ships until then: no approval, no retry, and the ways into the stages are closed',
  examples: [
    {
      text: 'freeze shop-web Prod for 2h database move',
      command: {
        verb: 'freeze',
        pipeline: 'shop-web',
        stages: 'Prod',
        end: ['for', '2h', 'database', 'move'],
        confirmed: false,
      },
    },
    {
      text: 'freeze shop-* until Mon 08:00 end of quarter',
      command: {
        verb: 'freeze',
        pipeline: 'shop-*',
        end: ['until', 'Mon', '08:00', 'end', 'of', 'quarter'],
        confirmed: false,
      },
    },
  ],
  flags: ['confirmed'],
  read([pipeline, ...words], flags) {
    if (pipeline === undefined) return missing('freeze', 'the name of a pipeline, or a pattern such as shop-*');
    const at = words.findIndex((word) => /^(?:for|until)$/i.test(word));
    if (at < 0) return 'freeze needs an end: for 2h, or until Mon 08:00.';
    const [stages] = words;
    if (at > 1) return 'freeze takes one stage, by its name or by a pattern such as Prod*, before for or until.';
    return {
      verb: 'freeze',
      pipeline,
      ...(at === 1 && stages !== undefined ? { stages } : {}),
      end: words.slice(at),
      confirmed: flags.has('confirmed'),
    };
  },
};
