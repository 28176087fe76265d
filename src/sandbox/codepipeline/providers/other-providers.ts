import type { Provider } from './provider.ts';

/** Approval: waits for PutApprovalResult, so nothing here is simulated. */
export const manual: Provider = {
  inputs: [0, 0],
  outputs: [0, 0],
  seconds: [0, 0],
  fail: () => ({ code: 'JobFailed', message: 'Rejected' }),
};

/** Invoke: a Lambda function. Where functions are not called it is taken to answer the job by itself. */
export const lambda: Provider = {
  worker: 'lambda',
  inputs: [0, 5],
  outputs: [0, 5],
  seconds: [2, 6],
  begin: ({ dice, region, configuration: { FunctionName } }) => ({
    externalId: dice.uuid(),
    externalUrl: `https://console.aws.amazon.com/lambda/home?region=${region}#/functions/${FunctionName ?? ''}`,
  }),
  fail: ({ configuration: { FunctionName } }) => ({
    code: 'JobFailed',
    message: `The function ${FunctionName ?? ''} reported the job as failed.`,
  }),
  entityUrl: ({ region, configuration: { FunctionName } }) =>
    `https://console.aws.amazon.com/lambda/home?region=${region}#/functions/${FunctionName ?? ''}`,
};

/** A provider of which only the numbers of artifacts are known: it takes its time and tells nothing of itself. */
export const plain = (inputs: Provider['inputs'], outputs: Provider['outputs']): Provider => ({
  inputs,
  outputs,
  seconds: [4, 16],
  begin: ({ dice }) => ({ externalId: dice.uuid() }),
  fail: ({ action }) => ({ code: 'JobFailed', message: `The ${action.actionTypeId.provider} action failed.` }),
});
