import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { UsedRight } from '../../../src/sandbox/aws/rights/used-rights.ts';
import { type PolicyDocument, policiesOfFunctions, policiesOfSpoke } from './deployed-policies.ts';

const SPOKE = /^arn:aws:iam::(\d{12}):role\/(signalbox-read|signalbox-operate)$/;
/** What the sandbox's functions enter is named by the policies of the tests, not by infra/policy.yml, from which the statement is made. */
const ENTER = 'sts:AssumeRole';

export interface Judged {
  /** `who: action on resource`, which IAM would refuse */
  readonly refused: readonly string[];
  /** `who: action`, granted and never used */
  readonly unused: readonly string[];
}

/** Puts what was done in the sandbox to a simulator of IAM, with the policies that would be deployed. */
export async function judgeRights(used: readonly UsedRight[]): Promise<Judged> {
  const functions = policiesOfFunctions();
  const refused: string[] = [];
  for (const right of distinct(used)) {
    const policies = right.action === ENTER ? undefined : policiesOf(right.by, functions);
    if (policies && !(await isAllowed(right, policies)))
      refused.push(`${right.by}: ${right.action} on ${right.resource} ${JSON.stringify(right.context)}`);
  }
  const done = new Set(used.map(({ by, action }) => `${by}: ${action}`));
  const granted = [...functions].flatMap(([name, policies]) =>
    policies.flatMap(allowedActions).map((action) => `${name}: ${action}`),
  );
  return { refused, unused: [...new Set(granted)].filter((right) => !done.has(right) && !isOfLambda(right)).sort() };
}

/** @returns undefined for a role that is none of ours: a test took it for itself */
function policiesOf(by: string, functions: ReadonlyMap<string, PolicyDocument[]>): PolicyDocument[] | undefined {
  const [, account = '', role] = SPOKE.exec(by) ?? [];
  if (role === 'signalbox-read' || role === 'signalbox-operate') return policiesOfSpoke(role, account);
  return functions.get(by);
}

async function isAllowed(right: UsedRight, policies: readonly PolicyDocument[]): Promise<boolean> {
  const [, account = '123456789012'] = SPOKE.exec(right.by) ?? [];
  const { resultType, ...result } = await runSimulation(
    {
      request: {
        principal: right.by.startsWith('arn:') ? right.by : `arn:aws:iam::${account}:role/${right.by}`,
        action: right.action,
        resource: { resource: right.resource, accountId: account },
        contextVariables: right.context,
      },
      identityPolicies: policies.map((policy, index) => ({ name: String(index), policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (resultType === 'error')
    throw new Error(`IAM cannot be asked about ${JSON.stringify(right)}: ${JSON.stringify(result)}`);
  return 'overallResult' in result && result.overallResult === 'Allowed';
}

function distinct(used: readonly UsedRight[]): UsedRight[] {
  return [...new Map(used.map((right) => [JSON.stringify(right), right])).values()];
}

function allowedActions({ Statement }: PolicyDocument): string[] {
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => [Action].flat().map(String));
}

/** Lambda itself writes a function's log and sends what failed to the queue: no call of the function's own. */
function isOfLambda(right: string): boolean {
  return /: (logs:(CreateLogStream|PutLogEvents)|sqs:SendMessage)$/.test(right);
}
