import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { nearest } from '../nearest.ts';
import { checkPolicy } from './check-policy.ts';
import { checkQuestions } from './check-questions.ts';
import { homeOf, keysAt } from './keys.ts';
import { type PolicyProblem, problemAt } from './policy-problem.ts';
import { STAR, yamlWords } from './yaml-words.ts';

/** Reads a policy as people write it, and checks it as the functions do. Only what runs before them imports this.
 * @param source the file's name, as people know it
 * @returns what the functions read as JSON
 * @throws Error with a line for each fault, `file:line path: message` */
export function readPolicyYaml(text: string, source: string): unknown {
  return readYaml(text, source, (policy) => checkPolicy(policy, UNNAMED));
}

/** The same for `infra/questions.yml`. */
export function readQuestionsYaml(text: string, source: string): unknown {
  return readYaml(text, source, checkQuestions);
}

type Check = (value: unknown) => object | { readonly problems: readonly PolicyProblem[] };

function readYaml(text: string, source: string, check: Check): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fail = (said: readonly string[]) => new Error(said.map((one) => `${source}:${one}`).join('\n'));
  const faults = yamlFaults(document, text, lines);
  if (faults.length > 0) throw fail(faults);
  const policy = toValue(document, fail);
  const checked = check(policy);
  if (!('problems' in checked)) return policy;
  const problems = withoutEchoes(checked.problems);
  throw fail(problems.map((one) => `${lineOf(document, lines, one.path)} ${one.message}${suggestion(one)}`));
}

/** A policy gets its name when it is in force. */
const UNNAMED = '';

type Path = readonly PropertyKey[];

/** Every key that stands twice; of anything else the first, because what follows may be nothing but its echo. */
function yamlFaults(document: Document, text: string, lines: LineCounter): string[] {
  const all: readonly YAMLError[] = [...document.errors, ...document.warnings];
  const doubled = all.filter(({ code }) => code === 'DUPLICATE_KEY');
  const written = text.split('\n');
  const said = (doubled.length === all.length ? all : all.slice(0, 1)).map((error) => {
    const { line } = lines.linePos(opened(document, error) ?? error.pos[0]);
    return `${line} ${yamlWords(error.code, error.message, written[line - 1] ?? '')}`;
  });
  if (said.length === 0) {
    visit(document, {
      Alias(_key, alias) {
        if (alias.resolve(document)) return undefined;
        said.push(`${lines.linePos(alias.range?.[0] ?? 0).line} ${STAR}`);
        return visit.BREAK;
      },
    });
  }
  return said;
}

/** What is never closed is found where something else does not fit; the mistake is where it was opened. */
function opened(document: Document, { code, message, pos }: YAMLError): number | undefined {
  const isQuote = code === 'MISSING_CHAR' && message.includes('quote');
  if (!isQuote && !(code === 'BAD_INDENT' && message.startsWith('Flow'))) return undefined;
  let start: number | undefined;
  visit(document, (_key, node) => {
    const isOpened = isQuote ? isScalar(node) && node.type?.startsWith('QUOTE') : isCollection(node) && node.flow;
    const at = isOpened ? startOf(node) : undefined;
    if (at !== undefined && at <= pos[0]) start = at;
  });
  return start;
}

/** Anchors can make a small file a very large value: then there is no value, and nobody waits for it. */
function toValue(document: Document, fail: (said: readonly string[]) => Error): unknown {
  try {
    return document.toJS();
  } catch {
    throw fail(['1 policy: its anchors (&) and aliases (*) make it too large; write out what they stand for']);
  }
}

/** One mistake may be two problems: a key with a slip in it is unknown, and the one that was meant is missing; keys that are not
 * indented enough leave the one above them empty. */
function withoutEchoes(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const unknown = problems.filter((problem) => problem.unknown && problem.path.at(-1) === problem.unknown.typed);
  const isAt = (path: Path) => (problem: PolicyProblem) => samePath(problem.path.slice(0, -1), path);
  const echoes = new Set<PolicyProblem>();
  const replaced = new Map<PolicyProblem, PolicyProblem>();
  for (const problem of problems) {
    const key = String(problem.path.at(-1));
    const beside = unknown.filter(isAt(problem.path.slice(0, -1)));
    if (problem.empty === 'missing' && beside.some((one) => meantBy(one) === key)) echoes.add(problem);
    if (problem.empty !== 'nothing') continue;
    const fallenOut = beside.filter(({ unknown: found }) => keysAt(problem.path).includes(found?.typed ?? ''));
    if (fallenOut.length === 0) continue;
    const keys = fallenOut.map(({ unknown: found }) => found?.typed).join(', ');
    replaced.set(
      problem,
      problemAt(problem.path, `nothing stands after it; ${keys} below it should be indented further`),
    );
    for (const one of fallenOut) echoes.add(one);
  }
  return problems.flatMap((problem) => (echoes.has(problem) ? [] : [replaced.get(problem) ?? problem]));
}

function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

function meantBy({ unknown }: PolicyProblem): string | undefined {
  return unknown && nearest(unknown.typed, unknown.known);
}

function suggestion(problem: PolicyProblem): string {
  const { unknown, path } = problem;
  if (!unknown) return '';
  const meant = meantBy(problem);
  if (meant !== undefined) return `. Did you mean ${meant}?`;
  const home = path.at(-1) === unknown.typed ? homeOf(unknown.typed, path.slice(0, -1)) : undefined;
  if (home !== undefined) return `. It belongs to ${home}`;
  return unknown.known.length === 0 ? '' : `. There are: ${unknown.known.join(', ')}`;
}

/** The line of a path in a YAML document, of its key where it has one: of its nearest ancestor, where the fault is that something is
 * missing. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let at = 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair || !isScalar(pair.key)) break;
      at = pair.key.range?.[0] ?? at;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      at = startOf(node) ?? at;
    } else break;
  }
  return lines.linePos(at).line;
}

function startOf(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;
}
