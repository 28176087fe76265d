import { type Finding, failed, ok } from '../../domain/check-report.ts';
import { placeName } from '../../domain/qualified-name.ts';
import { inBatches } from '../in-batches.ts';
import type { CheckDeps } from './check-deps.ts';

/** As the other account's CloudTrail names it. */
const SESSION = 'signalbox-doctor';
const AT_ONCE = 5;

/** Can the roles of the other accounts be assumed, and pipelines be listed everywhere? */
export async function checkAccounts({ served, sessions, reads }: CheckDeps): Promise<readonly Finding[]> {
  const entered = await inBatches(served.accounts, AT_ONCE, async ({ alias, id, regions }): Promise<Finding[]> => {
    const opened = await sessions.open({ account: id, region: regions[0] ?? served.home.region }, SESSION);
    if (opened.kind === 'open') return [];
    const why = opened.kind === 'failed' ? opened.code : 'it is not served';
    return [
      failed(
        'Accounts',
        `The roles of ${alias} cannot be assumed: ${why}.`,
        'Compare the roles and the externalId in infra/policy.yml with the outputs of signalbox-spoke there, then deploy.',
      ),
    ];
  });
  const { unread, pipelines } = await reads.catalogue();
  const unlisted = unread.map((place) =>
    failed(
      'Accounts',
      `Pipelines of ${placeName(served, place)} cannot be listed.`,
      'Does the role let it list pipelines, and is the region switched on?',
    ),
  );
  const problems = [...entered.flat(), ...unlisted];
  const many = pipelines.length === 1 ? '1 pipeline' : `${pipelines.length} pipelines`;
  return problems.length === 0 ? [ok('Accounts', `Every account can be entered; ${many} listed.`)] : problems;
}
