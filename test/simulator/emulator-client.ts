import type { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { CodePipelineService } from '../../src/sandbox/ports.ts';

/** Members of answers that are times: seconds on the wire, `Date` in the official client. */
const TIMES = new Set([
  'startTime',
  'lastUpdateTime',
  'lastStatusChange',
  'lastChangedAt',
  'created',
  'updated',
  'approvedAt',
]);

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: unknown;
}

/** Stands in for the official client without its machinery: the same commands in, the same answers and error names out.
 * That the real client reads the emulator the same way is for the contract tests. */
export function createEmulatorClient(service: CodePipelineService): CodePipelineClient {
  const send = async (command: Command) => {
    const { input } = command;
    const operation = command.constructor.name.replace(/Command$/, '');
    const { status, body } = service.handle(
      {
        method: 'POST',
        url: '/',
        headers: { 'x-amz-target': `CodePipeline_20150709.${operation}`, 'content-type': 'application/x-amz-json-1.1' },
        body: Buffer.from(JSON.stringify(input)),
      },
      'eu-west-1',
    );
    const text = body.toString();
    const answer: Record<string, unknown> = text === '' ? {} : JSON.parse(text, reviveTime);
    if (status === 200) return answer;
    throw Object.assign(new Error(String(answer.message)), {
      name: answer.__type,
      $metadata: { httpStatusCode: status },
    });
  };
  return { send } as never;
}

function reviveTime(key: string, value: unknown): unknown {
  return TIMES.has(key) && typeof value === 'number' ? new Date(value * 1000) : value;
}
