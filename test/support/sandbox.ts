import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ControlClient, createControlClient } from './control-client.ts';
import { collect } from './rights/collect-rights.ts';

export interface SandboxUnderTest {
  /** `http://127.0.0.1:PORT` of the Slack port */
  slack: string;
  /** of the AWS endpoint */
  aws: string;
  control: ControlClient;
  /** Stops it as Ctrl-C does.
   * @returns its exit code */
  stop(): Promise<number | null>;
  /** everything it wrote to stderr */
  complaints(): string;
}

export interface SandboxTestOptions {
  /** with the demo's pipelines */
  demo?: boolean;
  speed?: number;
  /** a policy file of the test's own */
  policy?: string;
  /** questions of the test's own */
  questions?: string;
  /** further flags, as typed */
  flags?: string[];
}

const MAIN = fileURLToPath(new URL('../../dist/sandbox/main.mjs', import.meta.url));
const READY = /^Signalbox sandbox ready {2}workspace (http:\/\/\S+) {2}aws (http:\/\/\S+)$/m;

/**
 * Starts the built sandbox as a process of its own, on free ports, empty unless asked: the bundles run in it unchanged.
 * @throws Error with what it said, when it does not get ready
 */
export async function startSandbox(options: SandboxTestOptions = {}): Promise<SandboxUnderTest> {
  const { demo = false, speed, policy, questions, flags = [] } = options;
  const args = ['--port', '0', '--aws-port', '0'];
  if (!demo) args.push('--no-demo');
  if (speed !== undefined) args.push('--speed', String(speed));
  if (policy !== undefined) args.push('--policy', policy);
  if (questions !== undefined) args.push('--questions', questions);
  const child = spawn(process.execPath, [MAIN, ...args, ...flags], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'DEBUG' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const complaints = () => Buffer.concat(stderr).toString();

  const [, slack = '', aws = ''] = await readyLine(child, complaints);
  const control = createControlClient(slack);
  return {
    slack,
    aws,
    control,
    complaints,
    async stop() {
      process.off('exit', orphaned);
      if (child.exitCode === null) collect(await control.rights());
      return end(child);
    },
  };
}

function readyLine(child: ChildProcess, complaints: () => string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const ready = READY.exec(stdout);
      if (ready) resolve(ready);
    });
    child.on('exit', (code) =>
      reject(new Error(`The sandbox ended with code ${code} before it was ready: ${complaints()}`)),
    );
  });
}

function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code));
    child.kill('SIGINT');
  });
}
