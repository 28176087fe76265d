import type { Explain } from '../../app/why/ports.ts';

const STREAM = /^arn:[^:]+:logs:([^:]+):(\d{12}):log-group:(.+):log-stream:(.+)$/;

/** The Commands action: CodePipeline itself tells where its log is. */
export const explainCommands: Explain = async ({ place, logStreamArn, error }) => {
  const [, region, , group, stream] = STREAM.exec(logStreamArn ?? '') ?? [];
  return {
    ...(error?.text === undefined ? {} : { text: error.text }),
    ...(region && group && stream ? { log: { account: place.account, region, group, stream } } : {}),
  };
};
