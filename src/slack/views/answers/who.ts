import type { WhoView } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Sentence } from '../../../domain/command.ts';
import { formatDuration } from '../../../domain/duration.ts';
import { type ApproveGrant, EVERYONE, type Rule, type UnknownAuthor } from '../../../domain/policy.ts';
import type { ApprovalHolders, RightHolders } from '../../../domain/who-may.ts';
import { section } from '../../blocks.ts';
import { pipelineUrl } from '../../console-links.ts';
import { bold, channelName, code, foreign, join, link, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';

const STAGES_TOLD = 12;

type Teams = WhoView['teams'];

/** Who may do what with a pipeline, a line for each right, with the rule that says so. Nobody is mentioned: nobody has to act. */
export function drawWho(
  { ref, name: called, who, teams, freezes, boards }: WhoView,
  sentence: Sentence | undefined,
): Drawing {
  const lines = [
    ...who.approvals.map((approval) => approvalLine(approval, teams)),
    ...who.rights.map((right) => rightLine(right, teams)),
    ...freezes.map(freezeLine),
    ...boards.map((channel) => md`Nobody acts from ${channelName(channel)}: it is only announced there`),
  ];
  return drawing(md`Who may do what with ${name(called, 300)}. ${join(lines.map(oneLine), '. ')}.`, [
    section(md`${bold(link(pipelineUrl(ref), name(called)))} · who may do what`),
    ...paged(lines, sentence),
  ]);
}

/** `Approve/Go-ahead, which opens Prod: 2 of @release-managers, not an author — rule 1 (…)`, and the small print below it. */
function approvalLine({ stage, action, opens, ruling }: ApprovalHolders, teams: Teams): Mrkdwn {
  const place = md`${name(stage, 200)}/${name(action, 200)}`;
  const what = bold(opens === undefined ? md`Approve ${place}` : md`Approve ${place}, which opens ${name(opens, 200)}`);
  if (!ruling) return md`${what}: nobody, no rule says who`;
  const { grant, rule } = ruling;
  const own = grant.notOwnChange ? md`, not an author` : md``;
  const small = smallPrint(grant, rule, teams);
  return md`${what}: ${several(grant.quorum, grant.by, teams)}${own} — ${ruleWords(rule)}${small ? md`\n    ${small}` : md``}`;
}

const UNKNOWN: Readonly<Record<UnknownAuthor, string>> = {
  oneMore: 'one approval more while an author is unknown',
  refuse: 'nobody while an author is unknown',
  starterOnly: 'where an author is unknown, only not whoever started it',
};

function smallPrint(grant: ApproveGrant, { duringFreeze }: Rule, teams: Teams): Mrkdwn | undefined {
  const { rejectQuorum, notOwnChange, unknownAuthor, confirm, remindAfterMs, breakGlass } = grant;
  const parts = [
    notOwnChange ? md`${UNKNOWN[unknownAuthor]}` : undefined,
    rejectQuorum > 1 ? md`${rejectQuorum} to reject` : undefined,
    confirm ? md`asked back` : undefined,
    remindAfterMs.length > 0 ? md`reminders after ${remindAfterMs.map(formatDuration).join(', ')}` : undefined,
    breakGlass ? md`break-glass: ${several(breakGlass.quorum, breakGlass.by, teams)}` : undefined,
    duringFreeze.includes('approve') ? md`also during a freeze` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : join(parts, ' · ');
}

const RIGHT: Readonly<Record<RightHolders['right'], string>> = {
  look: 'Look',
  operate: 'Start, stop, retry, close a way',
  gate: 'Open a way',
  change: 'Change the pipeline',
  audit: 'Read its audit',
};

function rightLine({ right, everywhere, whole, stages, ruling }: RightHolders, teams: Teams): Mrkdwn {
  const more = stages.length - STAGES_TOLD;
  const told = stages.slice(0, STAGES_TOLD).map((stage) => name(stage, 100));
  const places = join(
    [
      whole ? md`as a whole` : undefined,
      told.length > 0 ? md`in ${join(told, ', ')}` : undefined,
      more > 0 ? md`and ${more} more` : undefined,
    ],
    ' ',
  );
  const what = md`${bold(md`${RIGHT[right]}`)}${everywhere ? md`` : md` ${places}`}`;
  if (ruling) return md`${what}: ${anyOf(ruling.grant.by, teams)} — ${ruleWords(ruling.rule)}`;
  return right === 'look'
    ? md`${what}: every full member, no rule says otherwise`
    : md`${what}: nobody, no rule says who`;
}

function freezeLine({ freeze, now, stages }: WhoView['freezes'][number]): Mrkdwn {
  const { from, until, reason, byName } = freeze;
  const told = stages.slice(0, STAGES_TOLD).map((stage) => name(stage, 100));
  const when = now
    ? md`until ${slackDate(until, 'day')}`
    : md`from ${slackDate(from, 'day')} until ${slackDate(until, 'day')}`;
  const by = byName === undefined ? md`` : md`, by ${foreign(byName, 100)}`;
  return md`${bold(now ? md`Frozen now` : md`Will be frozen`)}: ${join(told, ', ')} ${when}, “${foreign(reason, 200)}”${by}`;
}

/** `2 of @release-managers`, `one of payments (3 people)`, `2 full members`. */
function several(quorum: number, by: readonly string[], teams: Teams): Mrkdwn {
  if (!by.includes(EVERYONE)) return md`${quorum === 1 ? 'one' : quorum} of ${anyOf(by, teams)}`;
  return quorum === 1 ? md`every full member` : md`${quorum} full members`;
}

function anyOf(by: readonly string[], teams: Teams): Mrkdwn {
  if (by.includes(EVERYONE)) return md`every full member`;
  return join(
    by.map((named) => teamWords(named, teams)),
    ', ',
  );
}

/** By its name in the policy: naming it as Slack does would tell all its people. */
function teamWords(named: string, teams: Teams): Mrkdwn {
  const team = teams.find((one) => one.name === named);
  if (!team || 'userGroup' in team) return md`@${name(named, 80)}`;
  return md`${name(named, 80)} (${team.users.length === 1 ? '1 person' : `${team.users.length} people`})`;
}

/** `rule 1 (payments-*, stages Prod*)` */
function ruleWords({ number, pipelines, stages, accounts, regions }: Rule): Mrkdwn {
  const scope = [
    code(pipelines, 100),
    stages === undefined ? undefined : md`stages ${code(stages, 100)}`,
    accounts ? md`accounts ${code(accounts.join(', '), 100)}` : undefined,
    regions ? md`regions ${code(regions.join(', '), 100)}` : undefined,
  ];
  return md`rule ${number} (${join(scope, ', ')})`;
}

/** For the text, which is heard: without lines and marks. */
function oneLine({ mrkdwn }: Mrkdwn): Mrkdwn {
  return {
    mrkdwn: mrkdwn
      .replace(/^\*([^*]+)\*/, '$1')
      .replace(/\n\s+/g, '; ')
      .replaceAll('`', ''),
  };
}
