import type { CodePipelineWorld } from '../ports.ts';
import type { Invoker } from './functions/invoker.ts';
import type { DeployedFunction } from './stack.ts';

/** Functions that other people have in the account, for the demo's pipelines: taken to answer their jobs by themselves. */
export const OTHER_FUNCTIONS: readonly string[] = ['etl-load'];

const nameOf = (nameOrArn: string): string => /:function:([\w-]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;

/** How CodePipeline calls functions: those of the stack by the name of the function or of its bundle, asynchronously. */
export const callsFunctions =
  (functions: readonly DeployedFunction[], invoker: Pick<Invoker, 'send'>): CodePipelineWorld['invoke'] =>
  (nameOrArn, event) => {
    const wanted = nameOf(nameOrArn);
    const found = functions.find(({ functionName, name }) => functionName === wanted || name === wanted);
    if (!found) return OTHER_FUNCTIONS.includes(wanted) ? 'simulated' : 'unknown';
    invoker.send(found.arn, event);
    return 'invoked';
  };
