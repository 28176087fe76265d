import type { Provider } from './provider.ts';

/** Compute: shell commands that CodePipeline runs itself. */
export const commands: Provider = {
  inputs: [1, 10],
  outputs: [0, 1],
  seconds: [5, 15],
  begin: ({ accountId, region, pipeline, runId, dice }) => {
    const stream = `arn:aws:logs:${region}:${accountId}:log-group:/aws/codepipeline/${pipeline}:log-stream:${runId}/${dice.uuid()}`;
    return { externalId: stream, logStreamArn: stream };
  },
  succeed: ({ action, dice }) => {
    const names = action.outputVariables ?? [];
    return names.length > 0 ? { variables: Object.fromEntries(names.map((name) => [name, dice.hex(8)])) } : {};
  },
  fail: ({ action }) => ({
    code: 'JobFailed',
    message: `Action failed with status: FAILED. COMMAND_EXECUTION_ERROR: Error while executing command: ${action.commands?.[0] ?? 'npm test'}. Reason: exit status 1`,
  }),
};
