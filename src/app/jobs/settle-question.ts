import { judgeIdentity } from '../../domain/identity.ts';
import type { ChannelId, TeamId, UserId } from '../../domain/ids.ts';
import { DAY_MS, type JobAction, SPARE_OF_DAY_MS } from '../../domain/job.ts';
import type { QuestionParameters } from '../../domain/job-parameters.ts';
import { mayLook, teamsThatLook } from '../../domain/permissions.ts';
import type { ApproveGrant } from '../../domain/policy.ts';
import { channelsFor, EVERYONE, elsewhere, mayShow, type Policy, type StageNames } from '../../domain/policy.ts';
import type { Question } from '../../domain/question.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import type { People } from '../ports.ts';
import { questionRuling } from '../question-terms.ts';
import { membersOf, standingIn } from '../standing.ts';

export interface SettleQuestionDeps {
  readonly policy: Policy;
  readonly reads: Pick<PipelineReads, 'structure'>;
  readonly people: People;
  readonly homeTeam: TeamId;
  now(): number;
}

export type SettledQuestion = { readonly question: Question } | { readonly fault: string };

/** Fixes what a job asks: where, of whom, how many, until when. Parameters narrow what the policy lets people do and never widen it.
 * @returns why it cannot be asked, for whoever wrote the pipeline */
export async function settleQuestion(
  deps: SettleQuestionDeps,
  action: JobAction,
  parameters: QuestionParameters,
): Promise<SettledQuestion> {
  const { channel, people, timeoutMs = DAY_MS, otherwise, ...rest } = parameters;
  const { account, region, pipeline } = action;
  const structure = await deps.reads.structure({ account, region, pipeline }, undefined);
  const { names, ruling } = questionRuling(deps.policy, structure, action);
  if (!ruling)
    return {
      fault: `No rule of the policy lets anybody approve in ${action.stage} of ${pipeline}, so nobody could answer`,
    };
  const nobody = await whyNobody(deps, ruling.grant, parameters);
  if (nobody !== undefined) return { fault: nobody };
  const where = people ? await directly(deps, action, people) : inChannels(deps.policy, action, names, channel);
  if ('fault' in where) return where;
  const askedAt = deps.now();
  const waitMs = Math.min(timeoutMs, DAY_MS - SPARE_OF_DAY_MS);
  return {
    question: {
      ...rest,
      stage: action.stage,
      action: action.action,
      channels: where.channels,
      askedAt: new Date(askedAt).toISOString(),
      deadline: new Date(askedAt + waitMs).toISOString(),
      // What a rule protects by name does not go on by itself.
      ...(otherwise === undefined || ruling.rule.stages !== undefined ? {} : { otherwise }),
    },
  };
}

type Places = { readonly channels: readonly ChannelId[] } | { readonly fault: string };

function inChannels(policy: Policy, ref: JobAction, names: StageNames, wanted: ChannelId | undefined): Places {
  const routed = channelsFor(policy, 'approvals', ref, names);
  const channels = wanted === undefined ? routed : [wanted];
  if (channels.length === 0)
    return {
      fault: `No route of the policy sends approvals of ${ref.pipeline} anywhere, so there is no channel to ask in`,
    };
  const shown = channels.filter((channel) => mayShow(policy, ref, channel, { shared: false, detail: 'headline' }));
  if (shown.length === 0)
    return {
      fault: `channel: ${wanted} is no channel of ${ref.pipeline}; one that the policy's routes send it to was expected${listed(routed)}`,
    };
  const open = shown.filter((channel) => elsewhere(policy, ref, names, channel) === undefined);
  if (open.length === 0)
    return { fault: `channel: in ${shown.join(', ')} ${ref.pipeline} is only announced, so nobody could answer there` };
  return { channels: open };
}

function listed(channels: readonly ChannelId[]): string {
  return channels.length === 0 ? '' : `: ${channels.join(', ')}`;
}

/** Each of them in a direct message: full members who may see the pipeline. */
async function directly(deps: SettleQuestionDeps, ref: JobAction, asked: readonly UserId[]): Promise<Places> {
  const channels: ChannelId[] = [];
  for (const userId of asked) {
    const standing = await standingIn(deps, { userId }, teamsThatLook(deps.policy));
    const isNobody = judgeIdentity({ userId }, standing.person, deps.homeTeam) !== undefined;
    const channel =
      isNobody || !mayLook(standing, deps.policy, ref) ? undefined : await deps.people.directChannel(userId);
    if (channel === undefined)
      return { fault: `people: ${userId} is no full member who may see ${ref.pipeline}; the id of one was expected` };
    channels.push(channel);
  }
  return { channels };
}

/** Where a group is not told nobody is counted out: whoever answers is judged then. */
async function whyNobody(
  { policy, people }: SettleQuestionDeps,
  grant: ApproveGrant,
  { approvers, quorum }: QuestionParameters,
): Promise<string | undefined> {
  const unknown = approvers?.find(
    (name) => !isPersonId(name) && name !== EVERYONE && !policy.teams.some((team) => team.name === name),
  );
  if (unknown !== undefined)
    return `approvers: there is no team called ${unknown}; a team of the policy or the id of a person was expected`;
  const [having, asked] = [
    await peopleOf(policy, people, grant.by),
    await peopleOf(policy, people, approvers ?? [EVERYONE]),
  ];
  const able = having && asked ? [...having].filter((user) => asked.has(user)) : [...(having ?? asked ?? [])];
  if (!having && !asked) return undefined;
  const need = Math.max(grant.quorum, quorum);
  if (able.length >= need) return undefined;
  return able.length === 0
    ? `approvers: nobody of ${(approvers ?? grant.by).join(', ')} has the right to approve here, so nobody could answer`
    : `quorum: ${need} have to answer alike and only ${able.length} can`;
}

/** @returns undefined: everybody, or nobody knows */
async function peopleOf(
  policy: Policy,
  people: Pick<People, 'members'>,
  names: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const found = new Set<string>(names.filter(isPersonId));
  if (names.includes(EVERYONE)) return undefined;
  for (const team of policy.teams.filter(({ name }) => names.includes(name))) {
    const members = await membersOf(people, team);
    if (members === 'unreadable') return undefined;
    for (const user of members) found.add(user);
  }
  return found;
}

function isPersonId(name: string): boolean {
  return /^[UW][A-Z0-9]{2,}$/.test(name);
}
