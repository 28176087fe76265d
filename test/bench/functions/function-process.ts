import { fork } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { functionEnvironment } from '../../../src/sandbox/aws/functions/environment.ts';
import { installationSettings } from '../../../src/sandbox/installation.ts';
import { inProject, packagedStack } from '../../support/packaged.ts';
import type { Remotes } from './remotes.ts';

/** What the sandbox is without a demo: every full member may act. */
const FILES = {
  policy: inProject('dist/sandbox/open-policy.json'),
  questions: inProject('dist/sandbox/questions.json'),
};

export interface FunctionProcess {
  /** @returns what the handler answers
   * @throws Error with its failure */
  invoke(event: object): Promise<unknown>;
  stop(): void;
}

/** A cold container: its bundle in a fresh process, with nothing but the environment that Lambda would give it.
 * @param node default: the Node that runs this */
export function startFunction(name: string, remotes: Remotes, node = process.execPath): FunctionProcess {
  const definition = packagedStack().functions.find((one) => one.name === name);
  if (!definition) throw new Error(`The template has no function ${name}`);
  const child = fork(
    inProject('test/bench/functions/runtime.mjs'),
    [pathToFileURL(inProject(definition.file)).href, definition.arn],
    {
      execPath: node,
      execArgv: [],
      env: functionEnvironment(definition, {
        settings: installationSettings(remotes.slack, FILES, 'ERROR'),
        endpoint: remotes.aws,
        region: remotes.region,
        taskRoot: inProject('.'),
      }),
    },
  );
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`)));
  ended.catch(() => undefined); // it does end, when it is stopped

  return {
    async invoke(event) {
      const told = once(child, 'message');
      child.send({ event, timeoutMs: definition.timeoutMs });
      const [{ answer, error }] = await Promise.race([told, ended]);
      if (error !== undefined) throw new Error(`${name} failed: ${error}`);
      return answer;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
