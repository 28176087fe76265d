import { judgeAnywhere, teamsAnywhere } from '../../domain/anywhere.ts';
import { type CheckReport, ok } from '../../domain/check-report.ts';
import type { OperationRequest } from '../../domain/operation.ts';
import type { Answer } from '../answer.ts';
import { type StandingDeps, standingIn } from '../standing.ts';

export interface AskDoctorDeps extends StandingDeps {
  /** Looks at the installation. @param id names what the checks leave behind */
  readonly inspect: (id: string) => Promise<CheckReport>;
}

const ARRIVED = 'This question came through: signing secret, function URL, seal and rule work.';

/** How the installation is, for whoever may operate any pipeline: they are the ones who wonder why a button does nothing. */
export async function askDoctor(
  deps: AskDoctorDeps,
  { actor, operationId }: Pick<OperationRequest, 'actor' | 'operationId'>,
): Promise<Answer> {
  const standing = await standingIn(deps, actor, teamsAnywhere(deps.policy, 'operate'));
  const refusal = judgeAnywhere(deps.policy, standing, 'operate');
  if (refusal) return { kind: 'refused', deed: undefined, refusal };
  const report = await deps.inspect(operationId);
  return { kind: 'doctor', report: { ...report, findings: [ok('Requests', ARRIVED), ...report.findings] } };
}
