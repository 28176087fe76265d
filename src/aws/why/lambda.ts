import type { Explain } from '../../app/why/ports.ts';

const MINUTE_MS = 60_000;

/** A Lambda function that CodePipeline invoked: what it told the job, and what its log says of that time. */
export const explainLambda: Explain = async ({ place, configuration, error, startedAt, endedAt }) => {
  const { FunctionName: name } = configuration;
  const said = error?.text === undefined ? {} : { text: error.text };
  if (name === undefined || startedAt === undefined) return said;
  const since = Date.parse(startedAt);
  const until = (endedAt === undefined ? since : Date.parse(endedAt)) + MINUTE_MS;
  return { ...said, log: { ...place, group: `/aws/lambda/${name.split(':').at(-1) ?? name}`, since, until } };
};
