import { ownPart } from '../../domain/contributors.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Actor, isPerson } from '../../domain/operation.ts';
import { judgeGrant, type Standing } from '../../domain/permissions.ts';
import { approvalNames } from '../../domain/place.ts';
import { EVERYONE } from '../../domain/policy.ts';
import { personInOurs, starterOf } from '../../domain/principal.ts';
import { nameAmong, placeName } from '../../domain/qualified-name.ts';
import { approvalRuling } from '../../domain/rules.ts';
import type { Served } from '../../domain/served.ts';
import type { Answer, StatusView } from '../answer.ts';
import { authorsOf } from '../authors-of.ts';
import type { ExecutionSummary, PipelineReads } from '../codepipeline-ports.ts';
import { contributorsOf } from '../contributors-of.ts';
import { inBatches } from '../in-batches.ts';
import type { Executions, LastGoods } from '../ports.ts';
import type { About, MineView } from '../reading.ts';
import { type StandingDeps, standingIn } from '../standing.ts';
import { createWhoIs, type WhoIs } from '../who-is.ts';
import { HISTORY, readStatus } from './status.ts';

export interface MineDeps extends StandingDeps {
  readonly reads: PipelineReads;
  readonly served: Served;
  readonly executions: Executions;
  readonly lastGoods: LastGoods;
}

/** Bounds of one question; what lies further back, or in further pipelines, is told as not looked at. */
const PIPELINES = 60;
const AT_ONCE = 5;
/** Executions whose authors CodePipeline is asked for, because no event told of them. */
const AUTHORS_ASKED = 40;

type Mine = Pick<MineView, 'waiting' | 'executions'>;

/** What carries the changes of whoever asks, and the approvals that they may decide. */
export async function mine(deps: MineDeps, actor: Actor): Promise<Answer> {
  if (!isPerson(actor)) return { kind: 'refused', deed: undefined, refusal: { reason: 'not_a_person' } };
  const { pipelines, unread } = await deps.reads.catalogue();
  const looked = pipelines.slice(0, PIPELINES);
  const standing = await standingIn(deps, actor, teamsThatApprove(deps));
  const bounded = { ...deps, reads: withFewAuthors(deps.reads) };
  const whoIs = createWhoIs(deps);
  const found = await inBatches(looked, AT_ONCE, async ({ account, region, pipeline }): Promise<Mine> => {
    const about = {
      ref: { account, region, pipeline },
      name: nameAmong(deps.served, { account, region, pipeline }, pipelines),
    };
    const status = await readStatus(deps, about.ref, about.name);
    if (!status) return { waiting: [], executions: [] };
    const waiting = await waitingFor(deps, standing, actor.userId, about, status);
    return { waiting, executions: await carriedBy(bounded, whoIs, actor.userId, about, status) };
  });
  const newestFirst = (a: { execution: ExecutionSummary }, b: { execution: ExecutionSummary }) =>
    (a.execution.startedAt ?? '') > (b.execution.startedAt ?? '') ? -1 : 1;
  return {
    kind: 'mine',
    view: {
      waiting: found.flatMap((one) => one.waiting),
      executions: found.flatMap(({ executions }) => executions).toSorted(newestFirst),
      pipelines: looked.length,
      executionsEach: HISTORY,
      left: pipelines.length - looked.length,
      unread: unread.map((place) => placeName(deps.served, place)),
    },
  };
}

function teamsThatApprove({ policy }: MineDeps): string[] {
  return [...new Set(policy.rules.flatMap(({ approve }) => approve?.by ?? []))].filter((team) => team !== EVERYONE);
}

/** The approvals that this person may decide: named by the rule, and not an author where the rule asks for somebody else. */
async function waitingFor(
  deps: MineDeps,
  standing: Standing,
  user: UserId,
  { ref, name }: About,
  { approvals }: StatusView,
): Promise<MineView['waiting']> {
  if (approvals.length === 0) return [];
  const structure = await deps.reads.structure(ref, undefined);
  const judged = await inBatches(approvals, AT_ONCE, async (approval) => {
    const names = approvalNames(structure, approval.stage, approval.action);
    const ruling = approvalRuling(deps.policy, ref, names);
    if (!ruling || judgeGrant(standing, 'approve', ruling)) return [];
    const own = ruling.grant.notOwnChange && ownPart(await contributorsOf(deps, approval, names?.at(-1)), user);
    return own ? [] : [{ ...approval, called: name }];
  });
  return judged.flat();
}

async function carriedBy(
  deps: MineDeps,
  whoIs: WhoIs,
  user: UserId,
  about: About,
  { executions }: StatusView,
): Promise<MineView['executions']> {
  const found = await inBatches(executions, AT_ONCE, async (execution) => {
    const as = await partIn(deps, whoIs, user, about, execution);
    return as ? [{ ...about, execution, as }] : [];
  });
  return found.flat();
}

async function partIn(
  deps: MineDeps,
  whoIs: WhoIs,
  user: UserId,
  { ref }: About,
  { executionId, revisions, summary, trigger }: ExecutionSummary,
): Promise<'author' | 'starter' | undefined> {
  const brought = revisions.map((revisionId) => ({ action: '', revisionId, by: executionId, message: summary ?? '' }));
  const { known } = await authorsOf(deps, ref, brought);
  const users = await inBatches(known, AT_ONCE, whoIs);
  if (users.includes(user)) return 'author';
  const starter = starterOf(trigger);
  if (starter.kind === 'machine' || starter.arn === undefined) return undefined;
  const { arn } = starter;
  const who = personInOurs(deps.policy.accounts, arn) ?? (await whoIs({ arn }));
  return who === user ? 'starter' : undefined;
}

/** What events told of is kept; of the rest only so much is asked for, in all pipelines together. */
function withFewAuthors(reads: PipelineReads): PipelineReads {
  let asked = 0;
  return { ...reads, authors: async (ref) => (asked++ < AUTHORS_ASKED ? reads.authors(ref) : []) };
}
