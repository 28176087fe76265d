import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { bold, code, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';

type Answer = Extract<ReadingAnswer, { kind: 'webhooks' }>;

/** What starts pipelines from outside. Their addresses are secrets, and are not shown. */
export function drawWebhooks({ webhooks }: Answer, sentence: Sentence | undefined): Drawing {
  const failing = webhooks.filter(({ error }) => error !== undefined).length;
  const words =
    webhooks.length === 0
      ? md`There are no webhooks here.`
      : md`${webhooks.length} ${webhooks.length === 1 ? 'webhook' : 'webhooks'}${failing > 0 ? `, ${failing} with an error` : ''}.`;
  return drawing(words, [section(words), ...paged(webhooks.map(hookLine), sentence, 12)]);
}

const PROOF: Readonly<Record<string, string>> = {
  GITHUB_HMAC: 'signed by GitHub',
  IP: 'from listed addresses',
  UNAUTHENTICATED: 'proved by nothing but its address',
};

function hookLine({
  name: hook,
  called,
  action,
  authentication,
  filters,
  triggeredAt,
  error,
}: Answer['webhooks'][number]): Mrkdwn {
  return join(
    [
      md`${bold(name(hook, 150))} starts ${name(called, 300)} at ${name(action, 100)}`,
      md`${Object.hasOwn(PROOF, authentication) ? (PROOF[authentication] ?? '') : authentication}`,
      ...filters.slice(0, 5).map((filter) => code(filter, 150)),
      triggeredAt === undefined ? md`never called` : md`last called ${slackDate(triggeredAt, 'day')}`,
      error === undefined ? undefined : md`error: ${foreign(error, 200)}`,
    ],
    ' · ',
  );
}
