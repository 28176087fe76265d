import { answerAfter, answerInstead, type CallFate } from '../faults/call-fates.ts';
import type { CodePipelineService, HttpRequest, HttpResponse } from '../ports.ts';
import type { RequestLog } from '../request-log.ts';
import { awsError, parseObject, withJsonBody } from './aws-json.ts';
import type { DynamoDb } from './dynamodb.ts';
import type { EventBus } from './event-bus.ts';
import { toUrlEvent, toUrlResponse } from './function-url.ts';
import type { Invoker } from './functions/invoker.ts';
import { batchGetBuilds } from './neighbours/code-build.ts';
import { batchGetDeploymentTargets, getDeployment, listDeploymentTargets } from './neighbours/code-deploy.ts';
import type { DeliveredLogs } from './neighbours/delivered-logs.ts';
import { describeServices, describeTasks, listTasks } from './neighbours/ecs.ts';
import { streamsOf } from './neighbours/log-streams.ts';
import { filterLogEvents, getLogEvents, type Logs } from './neighbours/logs.ts';
import { queryError, readForm } from './neighbours/query.ts';
import { describeStackEvents } from './neighbours/stack-events.ts';
import { createSts } from './neighbours/sts.ts';
import { createParameters } from './parameters.ts';
import { putEvents } from './put-events.ts';
import { createUsedRights, type UsedRight } from './rights/used-rights.ts';

export interface Endpoint {
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** Calls so far, by `service:Operation`. */
  calls(): Record<string, number>;
  /** what the functions needed rights for so far */
  rights(): UsedRight[];
}

/** `X-Amz-Target` prefixes and the names that IAM gives their services. */
const SERVICES = new Map(
  Object.entries({
    CodePipeline_20150709: 'codepipeline',
    DynamoDB_20120810: 'dynamodb',
    AWSEvents: 'events',
    AmazonSSM: 'ssm',
    CodeBuild_20161006: 'codebuild',
    CodeDeploy_20141006: 'codedeploy',
    AmazonEC2ContainerServiceV20141113: 'ecs',
    Logs_20140328: 'logs',
    AmazonSQS: 'sqs',
  }),
);

/** Operations of the Query protocol, which name no service. */
const QUERY_OPERATIONS = new Map(
  Object.entries({
    DescribeStackEvents: 'cloudformation',
    AssumeRole: 'sts',
    GetCallerIdentity: 'sts',
  }),
);

/** Every service that this endpoint answers for. */
export const SERVICE_NAMES: readonly string[] = [...new Set([...SERVICES.values(), ...QUERY_OPERATIONS.values()])];

/** The region that a request was signed for.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export const signedRegion = (authorization = ''): string | undefined =>
  /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/[a-z0-9-]+\/aws4_request/.exec(authorization)?.[1];

/** Everything behind `AWS_ENDPOINT_URL`: what the functions call, and their URLs. */
export function createEndpoint(deps: {
  codepipeline: CodePipelineService;
  dynamodb: DynamoDb;
  bus: EventBus;
  invoker: Invoker;
  deliveredLogs: DeliveredLogs;
  /** SQS, by operation */
  queue: Record<string, (input: unknown) => HttpResponse>;
  /** names of the functions that have a URL */
  urls: string[];
  /** names of all functions, as their credentials bear them */
  functions: string[];
  parameters: Record<string, string>;
  accountId: string;
  homeRegion: string;
  now: () => number;
  newId: () => string;
  log: RequestLog;
  /** @param name `service:Operation` */
  fateOf: (name: string) => CallFate;
}): Endpoint {
  const { codepipeline, dynamodb, bus, invoker, deliveredLogs, now, newId, accountId } = deps;
  const parameters = createParameters(deps.parameters, { region: deps.homeRegion, accountId });
  const sts = createSts({ accountId, now });
  const calls: Record<string, number> = {};
  const rights = createUsedRights();

  function logsIn(region: string, account: string): Logs {
    const built = streamsOf(codepipeline.works(region, account), now());
    const isHome = region === deps.homeRegion && account === accountId;
    return isHome
      ? { streams: [...built, ...deliveredLogs.streams()], groups: deliveredLogs.groups() }
      : { streams: built, groups: [] };
  }

  async function functionUrl(request: HttpRequest): Promise<HttpResponse> {
    const name = /^\/_url\/([^/?]+)/.exec(request.url)?.[1] ?? '';
    if (!deps.urls.includes(name)) return awsError(404, 'ResourceNotFoundException', `No function URL of "${name}"`);
    const event = toUrlEvent(request, { now: now(), requestId: newId(), name });
    return toUrlResponse(await invoker.request(name, event));
  }

  async function serviceCall(
    request: HttpRequest,
    service: string | undefined,
    operation: string,
  ): Promise<HttpResponse> {
    const region = signedRegion(request.headers.authorization) ?? deps.homeRegion;
    const caller = sts.callerOf(request);
    if (caller === 'expired')
      return awsError(400, 'ExpiredTokenException', 'The security token included in the request is expired');
    const { account } = caller;
    const works = () => codepipeline.works(region, account);
    if (service === 'codepipeline') return codepipeline.handle(request, region, caller);
    if (service === 'dynamodb') return dynamodb.handle(request);
    const ofQueue = service === 'sqs' ? deps.queue[operation] : undefined;
    if (ofQueue) return withJsonBody(request.body, ofQueue);
    switch (`${service}:${operation}`) {
      case 'events:PutEvents':
        return withJsonBody(request.body, (input) => putEvents(input, { bus, now, newId, accountId, region }));
      case 'ssm:GetParameter':
        return withJsonBody(request.body, parameters.getParameter);
      case 'ssm:GetParameters':
        return withJsonBody(request.body, parameters.getParameters);
      case 'codebuild:BatchGetBuilds':
        return withJsonBody(request.body, (input) => batchGetBuilds(input, works(), { region, accountId: account }));
      case 'codedeploy:GetDeployment':
        return withJsonBody(request.body, (input) => getDeployment(input, works()));
      case 'codedeploy:ListDeploymentTargets':
        return withJsonBody(request.body, (input) => listDeploymentTargets(input, works()));
      case 'codedeploy:BatchGetDeploymentTargets':
        return withJsonBody(request.body, (input) => batchGetDeploymentTargets(input, works()));
      case 'ecs:ListTasks':
        return withJsonBody(request.body, (input) => listTasks(input, works()));
      case 'ecs:DescribeTasks':
        return withJsonBody(request.body, (input) => describeTasks(input, works()));
      case 'ecs:DescribeServices':
        return withJsonBody(request.body, (input) => describeServices(input, works()));
      case 'logs:GetLogEvents':
        return withJsonBody(request.body, (input) => getLogEvents(input, logsIn(region, account)));
      case 'logs:FilterLogEvents':
        return withJsonBody(request.body, (input) => filterLogEvents(input, logsIn(region, account)));
      default: {
        const target = request.headers['x-amz-target'] ?? `${request.method} ${request.url.slice(0, 200)}`;
        return awsError(404, 'UnknownOperationException', `The sandbox does not do ${target}`);
      }
    }
  }

  function queryCall(request: HttpRequest, form: URLSearchParams): HttpResponse {
    const region = signedRegion(request.headers.authorization) ?? deps.homeRegion;
    const caller = sts.callerOf(request);
    if (caller === 'expired')
      return queryError(403, 'ExpiredToken', 'The security token included in the request is expired');
    switch (form.get('Action')) {
      case 'DescribeStackEvents':
        return describeStackEvents(form, codepipeline.works(region, caller.account));
      case 'AssumeRole':
        return sts.assumeRole(form);
      case 'GetCallerIdentity':
        return sts.getCallerIdentity(request);
      default:
        return queryError(404, 'InvalidAction', `The sandbox does not do ${form.get('Action')?.slice(0, 100)}`);
    }
  }

  /** Whoever is neither one of the functions nor a role that one of them assumed is somebody outside. */
  function noteRights(request: HttpRequest, service: string, operation: string, form: URLSearchParams | null): void {
    const caller = sts.callerOf(request);
    if (caller === 'expired') return;
    const [, role = '', session = ''] = /:assumed-role\/([^/]+)\/(.+)$/.exec(caller.arn) ?? [];
    const isFunction = role === 'sandbox' && deps.functions.includes(session);
    if (!isFunction && role === 'sandbox') return;
    const input = form ? Object.fromEntries(form) : (parseObject(request.body.toString('utf8')) ?? {});
    const region = signedRegion(request.headers.authorization) ?? deps.homeRegion;
    const by = isFunction ? session : `arn:aws:iam::${caller.account}:role/${role}`;
    rights.note(by, { service, operation, input, region, account: caller.account });
  }

  return {
    calls: () => ({ ...calls }),
    rights: rights.list,
    async handle(request) {
      if (request.url.startsWith('/_url/')) return functionUrl(request);
      if (request.url.startsWith('/_webhooks/')) return codepipeline.handle(request, deps.homeRegion);
      const form = request.headers['x-amz-target'] === undefined ? readForm(request) : null;
      const [prefix = '', target = ''] = (request.headers['x-amz-target'] ?? '').split('.');
      const operation = form?.get('Action') ?? target;
      const service = form ? QUERY_OPERATIONS.get(operation) : SERVICES.get(prefix);
      const started = performance.now();
      const fate = deps.fateOf(`${service}:${operation}`);
      const answer = async () => (form ? queryCall(request, form) : serviceCall(request, service, operation));
      const response = answerInstead(fate) ?? answerAfter(fate, await answer());
      if (service) {
        const what = `${service}:${operation}`;
        noteRights(request, service, operation, form);
        calls[what] = (calls[what] ?? 0) + 1;
        // The functions' own bookkeeping would push everything of interest out of the log.
        if (service !== 'dynamodb') {
          deps.log.add({
            at: now(),
            from: 'aws',
            what,
            outcome: outcomeOf(response),
            ms: Math.round(performance.now() - started),
          });
        }
      }
      return response;
    },
  };
}

/** The name of the error, or the status when all is well. */
function outcomeOf({ status, body }: HttpResponse): string {
  if (status === 0) return 'no answer';
  if (status < 400) return String(status);
  return /"__type":"([^"]+)"|<Code>([^<]+)/.exec(body.toString())?.slice(1).find(Boolean) ?? String(status);
}
