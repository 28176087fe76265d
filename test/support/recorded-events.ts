import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { z } from 'zod';
import type { BusEvent } from '../../src/sandbox/ports.ts';
import { inProject, readJson } from './packaged.ts';

const FOLDER = 'test/fixtures/events';

/** Names of the recorded files, without `.json`; of the flow of a failed deployment in the order of arrival. */
export const RECORDED = readdirSync(inProject(FOLDER))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .sort();

/** The 17 events of one execution whose deployment failed, as they arrived. */
export const FAILED_DEPLOY_FLOW = RECORDED.filter((name) => name.startsWith('failed-deploy-flow-'));

/** What is no execution state change of CodePipeline: another service's event, a message of SNS, a job of an Invoke action. */
export const NOT_OURS = [
  'lambda-job-with-output-artifact',
  'notification-codebuild-build-state-SUCCEEDED',
  'sns-approval-needed-2018',
];

/** The other files: an event each of an execution of its own. */
export const SINGLE_EVENTS = RECORDED.filter((name) => !FAILED_DEPLOY_FLOW.includes(name) && !NOT_OURS.includes(name));

const Envelope = z.object({
  'detail-type': z.string().optional(),
  detailType: z.string().optional(),
  source: z.string(),
  account: z.string(),
  time: z.string().optional(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.looseObject({ 'execution-id': z.string(), 'start-time': z.string().optional() }),
});

const MASKED_ID = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';
const MASKED_ACCOUNT = /\bx{4,12}\b/g;

/** A recorded event as EventBridge would have handed it to a rule's target: the notification forms become the raw form, and what
 * their authors masked or left out is filled in.
 * @param executionId in place of the recorded one, so that one recording can be told as several executions */
export function rawEvent(name: string, executionId?: string): BusEvent {
  const recorded = JSON.stringify(readJson(`${FOLDER}/${name}.json`));
  const filled = recorded.replaceAll(MASKED_ID, uuidOf(`${name} execution`)).replace(MASKED_ACCOUNT, '123456789012');
  const event = Envelope.parse(JSON.parse(filled));
  const { account, region, source, resources, detail } = event;
  return {
    version: '0',
    id: uuidOf(`${name} ${executionId ?? ''}`),
    'detail-type': event['detail-type'] ?? event.detailType ?? '',
    source,
    account,
    time: event.time ?? wholeSecond(detail['start-time'] ?? ''),
    region,
    resources,
    detail: executionId === undefined ? detail : { ...detail, 'execution-id': executionId },
  };
}

/** A recorded payload that is none of ours, astray in the envelope of an action's event. */
export function astray(name: string): Pick<BusEvent, 'source' | 'detail-type'> & { detail: Record<string, unknown> } {
  const detail = z.record(z.string(), z.unknown()).parse(readJson(`${FOLDER}/${name}.json`));
  return { source: 'aws.codepipeline', 'detail-type': 'CodePipeline Action Execution State Change', detail };
}

/** The same id for the same words, in the form of a version 4 UUID. */
export function uuidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An execution as people are told of it. */
export const short = (executionId: string) => executionId.slice(0, 8);

/** Events have whole seconds, the times in their details have milliseconds. */
const wholeSecond = (instant: string) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
