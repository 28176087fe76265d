import type { Drawing } from '../../../app/ports.ts';
import {
  byGravity,
  type CheckReport,
  countsOf,
  type Finding,
  type FindingVerdict,
} from '../../../domain/check-report.ts';
import type { Sentence } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { bold, foreign, type Mrkdwn, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';

const WORDS: Readonly<Record<FindingVerdict, string>> = { ok: '✓ ok', warning: '! warning', failed: '✗ failed' };

/** A line for each thing that was looked at, what is wrong first, with the next step. */
export function drawDoctor({ version, findings }: CheckReport, sentence: Sentence | undefined): Drawing {
  const head = md`Signalbox ${version}: ${countsOf(findings)}.`;
  return drawing(head, [section(head), ...paged(byGravity(findings).map(line), sentence)]);
}

function line(finding: Finding): Mrkdwn {
  const { about, verdict, says } = finding;
  const found = md`${WORDS[verdict]} · ${bold(foreign(about, 60))}: ${foreign(says, 600)}`;
  return finding.verdict === 'ok' ? found : md`${found}\n      ${foreign(finding.next, 400)}`;
}
