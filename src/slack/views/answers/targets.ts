import type { DeployTarget } from '../../../app/look-up-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { About, Deployment, ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { durationBetween } from '../strip.ts';
import { paged } from './pages.ts';
import { executionLink, markOf, pipelineHead } from './reading-head.ts';

/** Where the newest deployment went. Only deployments to EC2 and EKS tell their targets. */
export function drawTargets(
  { deployments, ...about }: Extract<ReadingAnswer, { kind: 'targets' }>,
  sentence: Sentence | undefined,
): Drawing {
  const all = deployments.flatMap(({ targets }) => targets);
  const failed = all.filter(({ failed: step }) => step !== undefined).length;
  const head =
    deployments.length === 0
      ? md`deployed nothing lately`
      : md`newest deployment: ${all.length} ${all.length === 1 ? 'target' : 'targets'}${failed > 0 ? `, ${failed} failed` : ''}`;
  const lines = deployments.flatMap((deployment) => deploymentLines(about, deployment));
  return drawing(md`${name(about.name, 300)}: ${head}.`, [
    section(md`${pipelineHead(about)} · ${head}`),
    ...paged(lines, sentence),
  ]);
}

function deploymentLines({ ref }: About, { run, executionId, targets }: Deployment): Mrkdwn[] {
  const place = link(run.url, md`${name(run.stage, 150)}/${name(run.action, 150)}`);
  const by = md`by ${name(run.provider ?? 'an unknown provider', 60)} in execution ${executionLink(ref, executionId)}`;
  const none = targets.length === 0 ? md`, which tells of no targets` : md``;
  return [md`${bold(place)} ${by}${none}`, ...targets.map(targetLine)];
}

function targetLine(target: DeployTarget): Mrkdwn {
  const { id, type, status, startedAt, endedAt, failed } = target;
  const why = failed?.message === undefined ? md`` : md`: ${foreign(failed.message, 300)}`;
  return join(
    [
      md`    ${markOf(target)} ${name(id, 200)} ${foreign(status.toLowerCase(), 40)}`,
      name(type, 60),
      startedAt && endedAt ? md`took ${durationBetween(startedAt, endedAt)}` : undefined,
      failed ? md`failed in ${name(failed.step, 100)}${why}` : undefined,
    ],
    ' · ',
  );
}
