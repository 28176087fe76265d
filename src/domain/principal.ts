import type { Trigger } from './execution-event.ts';
import { UserId } from './ids.ts';
import type { PolicyAccount } from './policy.ts';

/** Who or what set an execution going, as CodePipeline tells it. */
export type Starter =
  /** a push, a schedule, another service: nobody's own start */
  | { readonly kind: 'machine' }
  | {
      readonly kind: 'principal';
      /** a user, or role and session: never the ARN, which people are not shown */
      readonly name: string;
      /** absent: somebody did, and nothing tells who */
      readonly arn?: string;
    };

const MACHINE: Starter = { kind: 'machine' };
/** What only a caller of the API can do; its trigger names the caller. */
const BY_A_CALLER: readonly (string | undefined)[] = ['StartPipelineExecution', 'ManualRollback', 'CreatePipeline'];

/** Users, role sessions and the root of an account; not the rules, webhooks and connections that triggers name as well. */
const PRINCIPAL = /^arn:[\w-]+:(?:iam|sts)::\d+:(?:(?:user|assumed-role|federated-user)\/(.+)|(root))$/s;

/** Roles that only a service of AWS takes: service-linked ones, and those that CodePipeline makes for its pipelines, with which one
 * pipeline starts another.
 *
 * By name, because an ARN tells no more. A role that is called so and that people may take hides who they are; but who may make
 * roles and hand them out needs no approval to ship. Every other role that nobody of `people:` is, a CI system's too, counts as
 * somebody whom nobody knows: whoever may push to it may have made it start. */
const OF_A_SERVICE = /^(?:AWSServiceRoleFor|AWSCodePipelineServiceRole)[^/]*\//;

/** @param trigger absent: nothing told it, so somebody may have */
export function starterOf(trigger: Trigger | undefined): Starter {
  const [, path, root] = PRINCIPAL.exec(trigger?.detail ?? '') ?? [];
  const name = path ?? root;
  if (name === undefined || trigger?.detail === undefined) {
    const byCaller = trigger === undefined || BY_A_CALLER.includes(trigger.type);
    return byCaller ? { kind: 'principal', name: 'the starter' } : MACHINE;
  }
  return OF_A_SERVICE.test(name) ? MACHINE : { kind: 'principal', name, arn: trigger.detail };
}

/** Whom a session of our own role stands for. It is named after the person, by us; in every other role people name their sessions
 * as they like.
 * @returns undefined for other roles, and for what nobody asked for */
export function personInOurs(accounts: readonly PolicyAccount[], arn: string): UserId | undefined {
  const [, account, role, session] =
    /^arn:[\w-]+:sts::(\d+):assumed-role\/([^/]+)\/([UW][A-Z0-9]{2,})$/.exec(arn) ?? [];
  const isOurs = accounts.some(({ id, operate }) => id === account && operate.split('/').at(-1) === role);
  return isOurs && session !== undefined ? UserId(session) : undefined;
}
