import type { DrawnTerms } from '../../app/ports.ts';
import { ranOut } from '../../domain/deadline.ts';
import type { Decision } from '../../domain/execution.ts';
import type { State } from '../../domain/execution-event.ts';
import type { ApprovalProgress } from '../../domain/progress.ts';
import { foreign, join, type Mrkdwn, md, slackDate } from '../mrkdwn.ts';
import { ruleInWords } from './approval-terms.ts';

/** How an approval stands, as its message tells it in the place of its buttons. */
export interface ApprovalOutcome {
  readonly mark: string;
  /** of the headline: `is waiting for approval`, `approved` */
  readonly word: string;
  /** true while somebody may still decide */
  readonly open: boolean;
  /** the line in the buttons' place, without a mark; none while somebody may still decide */
  readonly line?: Mrkdwn;
}

/** @param execution the state of the execution, which may have ended the approval without an answer
 * @param terms of the rule that an answer elsewhere may have passed by */
export function approvalOutcome(
  approval: ApprovalProgress,
  decision: Decision | undefined,
  execution: State,
  terms: DrawnTerms | undefined,
): ApprovalOutcome {
  if (approval.replaced && approval.state !== 'succeeded' && approval.state !== 'failed') {
    return {
      mark: '↷',
      word: 'was asked again',
      open: false,
      line: md`A later attempt asks again, in a message of its own`,
    };
  }
  switch (approval.state) {
    case 'running':
    case 'waiting':
    case 'stopping':
      return waits(decision);
    case 'succeeded': {
      const by = isOurs(decision, 'approved') ? byWhom(decision) : elsewhere(approval, terms);
      return { mark: '✓', word: 'approved', open: false, line: md`Approved ${by}` };
    }
    case 'failed':
      return notApproved(approval, decision, terms);
    default:
      return closed(execution);
  }
}

/** A decision is written down before CodePipeline is told of it. */
function waits(decision: Decision | undefined): ApprovalOutcome {
  const waiting = { mark: '⏸', word: 'is waiting for approval', open: false };
  if (decision === undefined) return { ...waiting, open: true };
  if (decision.outcome === 'lost') {
    return { ...waiting, line: md`Somebody decided in the console or by a tool; this message will show how` };
  }
  const said = md`${decision.verdict === 'approved' ? 'Approval' : 'Rejection'} ${byWhom(decision)}`;
  if (decision.outcome === 'unknown') {
    return {
      ...waiting,
      line: md`${said} · CodePipeline’s answer was lost. It may still happen, and this message will show it`,
    };
  }
  return { ...waiting, line: md`${said} · on its way to CodePipeline` };
}

/** CodePipeline fails an approval that was rejected and one that nobody answered in time: only the clock tells them apart. */
function notApproved(
  approval: ApprovalProgress,
  decision: Decision | undefined,
  terms: DrawnTerms | undefined,
): ApprovalOutcome {
  const ended = { mark: '✗', open: false };
  if (isOurs(decision, 'rejected')) return { ...ended, word: 'rejected', line: md`Rejected ${byWhom(decision)}` };
  if (approval.answered === undefined && approval.deadline === undefined) {
    const line = md`Rejected in the console or by a tool, or nobody answered in time`;
    return { ...ended, word: 'was not approved', line };
  }
  if (ranOut(approval)) return { ...ended, word: 'was not answered', line: md`Nobody answered in time` };
  return { ...ended, word: 'rejected', line: md`Rejected ${elsewhere(approval, terms)}` };
}

/** `in the console or by a tool, by ines · outside the rule “2 of @release-managers”`, as far as it has been read. */
function elsewhere({ answered }: ApprovalProgress, terms: DrawnTerms | undefined): Mrkdwn {
  const by = answered?.by === undefined ? md`` : md`, by ${foreign(answered.by, 100)}`;
  const rule = answered?.outsideRule && terms ? md` · outside the rule “${ruleInWords(terms)}”` : md``;
  return md`in the console or by a tool${by}${rule}`;
}

/** Is it this decision that CodePipeline carried out? */
function isOurs(decision: Decision | undefined, verdict: Decision['verdict']): decision is Decision {
  return decision !== undefined && decision.verdict === verdict && decision.outcome !== 'lost';
}

/** `by Ben Okafor and Ines Duarte, today at 14:03 · “checked on staging”` */
function byWhom(decision: Decision): Mrkdwn {
  const { at, breakGlass, votes = [decision] } = decision;
  const all = votes.map(({ byName }) => foreign(byName, 150));
  const names = all.length < 2 ? join(all, '') : md`${join(all.slice(0, -1), ', ')} and ${all.at(-1) ?? ''}`;
  const said = votes.flatMap(({ comment }) => (comment === undefined || comment.trim() === '' ? [] : [comment.trim()]));
  const words = said.map((comment) => md`“${foreign(comment, Math.floor(900 / said.length))}”`);
  const loud = breakGlass === undefined ? undefined : md`break-glass: “${foreign(breakGlass, 400)}”`;
  return join([md`by ${names}, ${slackDate(at, 'day')}`, loud, ...words], ' · ');
}

function closed(execution: State): ApprovalOutcome {
  switch (execution) {
    case 'superseded':
      return {
        mark: '↷',
        word: 'was superseded',
        open: false,
        line: md`A newer execution took this one’s place before anybody decided`,
      };
    case 'cancelled':
      return {
        mark: '⊗',
        word: 'was cancelled',
        open: false,
        line: md`The pipeline was changed before anybody decided`,
      };
    default:
      return {
        mark: '■',
        word: 'was stopped',
        open: false,
        line: md`The execution was stopped before anybody decided`,
      };
  }
}
