import { type Document, LineCounter, parseDocument } from 'yaml';
import { nearest } from '../nearest.ts';
import { checkPolicy } from './check-policy.ts';
import type { PolicyProblem } from './policy-problem.ts';

/** Reads a policy as people write it, and checks it as the functions do. Only what runs before them imports this.
 * @param source the file's name, as people know it
 * @returns what the functions read as JSON
 * @throws Error with a line for each fault, `file:line path: message` */
export function readPolicyYaml(text: string, source: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults = document.errors.map(({ linePos, message }) => `${source}:${linePos?.[0].line ?? 1} ${message}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const policy = toValue(document, source);
  const checked = checkPolicy(policy, UNNAMED);
  if ('policy' in checked) return policy;
  const said = checked.problems.map(
    (problem) => `${source}:${lineOf(document, lines, problem.path)} ${problem.message}${suggestion(problem)}`,
  );
  throw new Error(said.join('\n'));
}

/** A policy gets its name when it is in force. */
const UNNAMED = '';

function suggestion({ unknown }: PolicyProblem): string {
  if (!unknown) return '';
  const meant = nearest(unknown.typed, unknown.known);
  if (meant !== undefined) return `. Did you mean ${meant}?`;
  return unknown.known.length === 0 ? '' : `. There are: ${unknown.known.join(', ')}`;
}

/** Anchors can make a small file a very large value: then there is no value, and nobody waits for it. */
function toValue(document: Document, source: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new Error(`${source}:1 ${error instanceof Error ? error.message : 'cannot be read'}`, { cause: error });
  }
}

/** The line of a path in a YAML document: of its nearest ancestor, where the fault is that something is missing. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}
