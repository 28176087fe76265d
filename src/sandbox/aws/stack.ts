/** What the packaged template says stands in the account once it is deployed. */
export interface Stack {
  name: string;
  outputs: Output[];
  functions: DeployedFunction[];
  rules: Rule[];
  schedules: Schedule[];
  tables: Table[];
  /** names, `default` among them */
  buses: string[];
  queues: { name: string; arn: string }[];
  logGroups: { name: string; arn: string }[];
}

export interface Output {
  key: string;
  /** what it says, or the bundle of the function whose URL it is: that has the address of whoever serves it */
  value: string | { urlOf: string };
}

export interface DeployedFunction {
  /** the name of its bundle: `slack-requests` */
  name: string;
  functionName: string;
  arn: string;
  /** `dist/slack-requests.mjs`, inside the package */
  file: string;
  /** the export that is called */
  handler: string;
  timeoutMs: number;
  memoryMb: number;
  environment: Record<string, string>;
  /** of asynchronous invocations */
  retries: number;
  maximumEventAgeMs: number;
  deadLetterArn?: string;
  /** has a function URL */
  url: boolean;
}

export interface Target {
  arn: string;
  /** given to the target instead of the event */
  input?: string;
}

export interface Rule {
  name: string;
  bus: string;
  pattern: Record<string, unknown>;
  targets: Target[];
}

export interface Schedule {
  name: string;
  everyMs: number;
  targets: Target[];
}

export interface Table {
  name: string;
  /** what CreateTable takes, but for the name */
  definition: Record<string, unknown>;
}
