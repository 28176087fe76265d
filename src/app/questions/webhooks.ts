import { samePipeline } from '../../domain/ids.ts';
import { nameAmong } from '../../domain/qualified-name.ts';
import type { Served } from '../../domain/served.ts';
import type { Answer } from '../answer.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { inBatches } from '../in-batches.ts';
import type { LoadLookUps } from '../look-up-ports.ts';
import { placesSeen } from './places-seen.ts';

export interface WebhooksDeps {
  readonly reads: PipelineReads;
  readonly lookUps: LoadLookUps;
  readonly served: Served;
}

const AT_ONCE = 3;

/** What starts pipelines from outside: the webhooks of every pipeline that the person may look at. */
export async function webhooks({ reads, lookUps, served }: WebhooksDeps): Promise<Answer> {
  const look = await lookUps();
  const { pipelines } = await reads.catalogue();
  const found = await inBatches(await placesSeen(reads), AT_ONCE, (place) => look.webhooks(place));
  const seen = found.flat().filter((hook) => pipelines.some((ref) => samePipeline(ref, hook)));
  return { kind: 'webhooks', webhooks: seen.map((hook) => ({ ...hook, called: nameAmong(served, hook, pipelines) })) };
}
