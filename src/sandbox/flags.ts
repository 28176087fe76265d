import { parseArgs } from 'node:util';

export interface Flags {
  port: number;
  awsPort: number;
  demo: boolean;
  speed: number;
  /** YAML or JSON, instead of the sandbox's own policy */
  policy?: string;
  /** the same, instead of the sandbox's own questions */
  questions?: string;
}

/** Something on the command line that cannot be used; the message is for people. */
export class UsageError extends Error {}

export const HELP = `npm start -- [flags]

  --port N       port of the Slack workspace (3000; 0 picks a free one)
  --aws-port N   port of the AWS endpoint (4566; 0 picks a free one)
  --no-demo      start empty: people and channels, no pipelines
  --speed N      divide the simulated durations of actions by N (1)
  --policy FILE  use this policy instead of the sandbox's own
  --questions FILE  use these questions instead of the sandbox's own
  --help         say this`;

const OPTIONS = {
  port: { type: 'string', default: '3000' },
  'aws-port': { type: 'string', default: '4566' },
  'no-demo': { type: 'boolean', default: false },
  speed: { type: 'string', default: '1' },
  policy: { type: 'string' },
  questions: { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function toPort(flag: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`${flag} takes a port from 0 to 65535, not "${text}"`);
  return port;
}

/**
 * @returns null when help is asked for
 * @throws UsageError
 */
export function readFlags(args: string[]): Flags | null {
  const { values } = parse(args);
  if (values.help) return null;
  if (values.data !== undefined)
    throw new UsageError('--data is not supported in this version: the sandbox keeps everything in memory');
  const speed = Number(values.speed);
  if (!(speed > 0 && Number.isFinite(speed)))
    throw new UsageError(`--speed takes a number above 0, not "${values.speed}"`);
  return {
    port: toPort('--port', values.port),
    awsPort: toPort('--aws-port', values['aws-port']),
    demo: !values['no-demo'],
    speed,
    ...(values.policy === undefined ? {} : { policy: values.policy }),
    ...(values.questions === undefined ? {} : { questions: values.questions }),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false });
  } catch (error) {
    const message =
      error instanceof Error ? error.message.replace(/\. To specify a positional.*$/s, '') : String(error);
    throw new UsageError(`${message} (--help lists what there is)`);
  }
}
