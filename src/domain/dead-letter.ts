/** What waits in the queue of dead letters, as far as people may see it. */
export interface LetterSeen {
  /** `Signalbox Operation Requested` */
  readonly what: string;
  /** what it is about, in words that hold no address, token or typed text */
  readonly about: readonly string[];
  /** the function that it was meant for; absent for what is no event of ours */
  readonly meantFor?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const CODEPIPELINE = /^CodePipeline (Pipeline|Stage|Action) Execution State Change$/;
const REQUESTED = 'Signalbox Operation Requested';

/** By whom each kind of event is handled. A request names the function that it is for, unless that is `operations`. */
function functionFor(event: Fields, what: string): string | undefined {
  if (event.source === 'aws.codepipeline' && CODEPIPELINE.test(what)) return 'pipeline-events';
  if (event.source === 'aws.events' && what === 'Scheduled Event') return 'schedule';
  if (event.source !== 'signalbox') return undefined;
  if (what === REQUESTED) return textIn(fieldsOf(event.detail), 'performer') ?? 'operations';
  if (what === 'Signalbox Check Wanted') return 'operations';
  if (what === 'Signalbox Details Wanted') return 'details';
  return what === 'Signalbox Sweep Wanted' ? 'schedule' : undefined;
}

/** Tells what a letter is by the fields that are known to hold nothing secret; everything else of it stays unsaid. */
export function describeLetter(body: string): LetterSeen {
  const event = parse(body);
  const what = textIn(event, 'detail-type') ?? 'no event';
  const meantFor = functionFor(event, what);
  const detail = fieldsOf(event.detail);
  const about = what === REQUESTED ? aboutRequest(parse(textIn(detail, 'operation') ?? '')) : aboutExecution(detail);
  return { what, about, ...(meantFor === undefined ? {} : { meantFor }) };
}

/** Of what people typed nothing is told: whether it was sealed here, nobody has looked yet. */
function aboutRequest(request: Fields): string[] {
  const ask = fieldsOf(request.ask);
  const deed = fieldsOf(ask.deed);
  const target = fieldsOf(deed.target);
  return [
    ...labelled('reference', textIn(request, 'operationId')),
    ...labelled('by', textIn(fieldsOf(request.actor), 'userId')),
    ...labelled('deed', textIn(deed, 'kind') ?? textIn(ask, 'kind')),
    ...labelled('pipeline', textIn(target, 'pipeline')),
    ...labelled('asked', textIn(request, 'requestedAt')),
  ];
}

function aboutExecution(detail: Fields): string[] {
  return [
    ...labelled('pipeline', textIn(detail, 'pipeline')),
    ...labelled('execution', textIn(detail, 'execution-id')?.slice(0, 8)),
    ...labelled('stage', textIn(detail, 'stage')),
    ...labelled('action', textIn(detail, 'action')),
    ...labelled('state', textIn(detail, 'state')),
  ];
}

const LONGEST = 100;

function labelled(label: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${label} ${withoutSecrets(value).slice(0, LONGEST)}`];
}

const TOKEN = /\bxox[a-z]-\S+|\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g;
const ADDRESS = /\bhttps?:\/\/\S+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** Somebody's text for a terminal: on one line, without addresses (a response_url is one) and what looks like a token. */
export function withoutSecrets(text: string): string {
  return text.replace(CONTROL, ' ').replace(ADDRESS, '(address)').replace(TOKEN, '(token)');
}

function parse(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
