import { createCodePipeline } from '../../../../src/sandbox/codepipeline/index.ts';
import type {
  ActionDeclaration,
  PipelineDeclaration,
  StageDeclaration,
} from '../../../../src/sandbox/codepipeline/shapes.ts';
import type { BusEvent, Clock, CodePipelineService, HttpResponse } from '../../../../src/sandbox/ports.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';
export const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/sandbox/AKIDTESTER`;
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A clock that stands until it is moved; it stops at every deadline on the way. */
export function aClock(startMs = Date.parse('2026-03-02T09:15:27.104Z')): Clock & { advance(ms: number): void } {
  let now = startMs;
  let timers: { at: number; work: () => void }[] = [];
  return {
    now: () => now,
    at(at, work) {
      const timer = { at, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
    },
  };
}

/** Repeatable numbers in [0, 1). */
export function aRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Refused {
  status: number;
  name: string;
  message: string;
}

/** A service with everything that a test wants to see of it. */
export interface Workbench {
  service: CodePipelineService;
  clock: ReturnType<typeof aClock>;
  events: BusEvent[];
  /** the answer of an operation that must succeed */
  call<T = Record<string, unknown>>(operation: string, input: unknown, region?: string): T;
  /** the refusal of one that must not */
  refused(operation: string, input: unknown, region?: string): Refused;
  send(target: string, body: string | Buffer, region?: string): HttpResponse;
  /** the events told since the last time, short: `Pipeline STARTED`, `Stage Build FAILED`, `Action Build/Compile STARTED` */
  told(): string[];
}

export function aWorkbench(options: { speed?: number; seed?: number } = {}): Workbench {
  const clock = aClock();
  const events: BusEvent[] = [];
  const random = aRandom(options.seed);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  };
  const service = createCodePipeline({
    clock,
    emit: (event) => events.push(event),
    newId,
    random,
    accountId: ACCOUNT,
    homeRegion: REGION,
    ...(options.speed !== undefined && { speed: options.speed }),
  });
  const send = (target: string, body: string | Buffer, region = REGION) =>
    service.handle(
      {
        method: 'POST',
        url: '/',
        headers: {
          'x-amz-target': target,
          'content-type': 'application/x-amz-json-1.1',
          authorization: `AWS4-HMAC-SHA256 Credential=AKIDTESTER/20260302/${region}/codepipeline/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: Buffer.from(body),
      },
      region,
    );
  const ask = (operation: string, input: unknown, region?: string) =>
    send(`CodePipeline_20150709.${operation}`, JSON.stringify(input), region);
  let toldUpTo = 0;
  return {
    service,
    clock,
    events,
    send,
    call<T>(operation: string, input: unknown, region?: string): T {
      const { status, body } = ask(operation, input, region);
      if (status !== 200) throw new Error(`${operation} was refused: ${String(body)}`);
      return (String(body) === '' ? {} : JSON.parse(String(body))) as T;
    },
    refused(operation, input, region) {
      const { status, body } = ask(operation, input, region);
      const answer = JSON.parse(String(body) || '{}') as { __type?: string; message?: string };
      if (status === 200) throw new Error(`${operation} was not refused: ${String(body)}`);
      return { status, name: answer.__type ?? '', message: answer.message ?? '' };
    },
    told() {
      const fresh = events.slice(toldUpTo);
      toldUpTo = events.length;
      return fresh.map(shortly);
    },
  };
}

export function shortly(event: BusEvent): string {
  const { stage, action, state } = event.detail;
  const level = event['detail-type'].split(' ')[1];
  const subject = [stage, action].filter((part) => part !== undefined).join('/');
  return [level, subject, state].filter((part) => part !== '').join(' ');
}

const type = (
  category: ActionDeclaration['actionTypeId']['category'],
  provider: string,
): ActionDeclaration['actionTypeId'] => ({
  category,
  owner: 'AWS',
  provider,
  version: '1',
});

export const CONNECTION_ARN = `arn:aws:codeconnections:${REGION}:${ACCOUNT}:connection/99999999-aaaa-4bbb-8ccc-000000000000`;

export const aSource = (change: Partial<ActionDeclaration> = {}): ActionDeclaration => ({
  name: 'App',
  actionTypeId: type('Source', 'CodeStarSourceConnection'),
  configuration: { ConnectionArn: CONNECTION_ARN, FullRepositoryId: 'railway-goods/shop-web', BranchName: 'main' },
  outputArtifacts: [{ name: 'SourceOut' }],
  namespace: 'Source',
  ...change,
});

export const aBuild = (change: Partial<ActionDeclaration> = {}): ActionDeclaration => ({
  name: 'Compile',
  actionTypeId: type('Build', 'CodeBuild'),
  configuration: { ProjectName: 'shop-web' },
  inputArtifacts: [{ name: 'SourceOut' }],
  ...change,
});

export const anApproval = (change: Partial<ActionDeclaration> = {}): ActionDeclaration => ({
  name: 'Go-ahead',
  actionTypeId: type('Approval', 'Manual'),
  ...change,
});

export const aDeploy = (change: Partial<ActionDeclaration> = {}): ActionDeclaration => ({
  name: 'Ship',
  actionTypeId: type('Deploy', 'CodeDeploy'),
  configuration: { ApplicationName: 'shop', DeploymentGroupName: 'prod' },
  inputArtifacts: [{ name: 'SourceOut' }],
  ...change,
});

export const aStage = (name: string, ...actions: ActionDeclaration[]): StageDeclaration => ({ name, actions });

/** Source, Build, Prod (approval, then deployment). */
export const aPipeline = (change: Partial<PipelineDeclaration> = {}): PipelineDeclaration => ({
  name: 'shop-web',
  roleArn: `arn:aws:iam::${ACCOUNT}:role/pipeline`,
  artifactStore: { type: 'S3', location: 'artifact-bucket' },
  pipelineType: 'V2',
  stages: [
    aStage('Source', aSource()),
    aStage('Build', aBuild()),
    aStage('Prod', anApproval(), aDeploy({ runOrder: 2 })),
  ],
  ...change,
});

export interface StateAnswer {
  pipelineVersion: number;
  stageStates: {
    stageName: string;
    inboundExecution?: { pipelineExecutionId: string; status: string };
    inboundExecutions?: { pipelineExecutionId: string }[];
    inboundTransitionState: {
      enabled: boolean;
      lastChangedBy?: string;
      lastChangedAt?: number;
      disabledReason?: string;
    };
    latestExecution?: { pipelineExecutionId: string; status: string; type: string };
    retryStageMetadata?: Record<string, unknown>;
    actionStates: {
      actionName: string;
      currentRevision?: { revisionId: string };
      entityUrl?: string;
      revisionUrl?: string;
      latestExecution?: {
        actionExecutionId: string;
        status: string;
        token?: string;
        summary?: string;
        externalExecutionId?: string;
        lastUpdatedBy?: string;
        errorDetails?: { code: string; message: string };
      };
    }[];
  }[];
}

/** The state of one stage. */
export function stageState({ call }: Workbench, stage: string, name = 'shop-web') {
  const found = call<StateAnswer>('GetPipelineState', { name }).stageStates.find(
    ({ stageName }) => stageName === stage,
  );
  if (!found) throw new Error(`no stage ${stage}`);
  return found;
}

/** The latest run of one action. */
export function actionState(workbench: Workbench, stage: string, action: string, name = 'shop-web') {
  const found = stageState(workbench, stage, name).actionStates.find(
    ({ actionName }) => actionName === action,
  )?.latestExecution;
  if (!found) throw new Error(`${stage}/${action} has never run`);
  return found;
}

export const tokenOf = (workbench: Workbench, stage = 'Prod', action = 'Go-ahead', name = 'shop-web'): string => {
  const { token } = actionState(workbench, stage, action, name);
  if (token === undefined) throw new Error(`${stage}/${action} does not wait`);
  return token;
};

export const statusOf = ({ call }: Workbench, pipelineExecutionId: string, pipelineName = 'shop-web'): string =>
  call<{ pipelineExecution: { status: string } }>('GetPipelineExecution', { pipelineName, pipelineExecutionId })
    .pipelineExecution.status;

export const startOf = ({ call }: Workbench, name = 'shop-web', input: Record<string, unknown> = {}): string =>
  call<{ pipelineExecutionId: string }>('StartPipelineExecution', { name, ...input }).pipelineExecutionId;

export function answerApproval({ call }: Workbench, token: string, status: 'Approved' | 'Rejected', summary = '') {
  return call<{ approvedAt: number }>('PutApprovalResult', {
    pipelineName: 'shop-web',
    stageName: 'Prod',
    actionName: 'Go-ahead',
    token,
    result: { status, summary },
  });
}
