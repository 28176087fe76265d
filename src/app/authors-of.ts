import { coAuthorsOf, everyoneOf } from '../domain/authorship.ts';
import type { BroughtRevision } from '../domain/change-since.ts';
import type { Author, Fact } from '../domain/execution-event.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { inBatches } from './in-batches.ts';
import type { Executions } from './ports.ts';

const AT_ONCE = 4;
/** Executions whose authors are asked of CodePipeline: those that no event told of. */
const ASKED_AT_MOST = 50;

export interface Authors {
  readonly known: readonly Author[];
  /** ids of revisions of which nothing tells an author */
  readonly nameless: readonly string[];
}

type AuthorFact = Extract<Fact, { kind: 'author' }>;

/** Who wrote these revisions. That never changes, so what was kept of an execution is as good as what CodePipeline says now. */
export async function authorsOf(
  {
    executions,
    reads,
  }: { readonly executions: Pick<Executions, 'get'>; readonly reads: Pick<PipelineReads, 'authors'> },
  { account, region, pipeline }: PipelineRef,
  revisions: readonly BroughtRevision[],
): Promise<Authors> {
  let asked = 0;
  const told = await inBatches([...new Set(revisions.map(({ by }) => by))], AT_ONCE, async (executionId) => {
    const ref = { account, region, pipeline, executionId };
    const kept = Object.values((await executions.get(ref))?.execution.facts ?? {}).filter(isAuthor);
    const wanted = revisions.filter(({ by }) => by === executionId);
    if (wanted.every(({ revisionId }) => authorOf(revisionId, kept)) || ++asked > ASKED_AT_MOST) return kept;
    return [...kept, ...(await reads.authors(ref)).filter(isAuthor)];
  });
  const facts = told.flat();
  return {
    known: unique(
      revisions.flatMap(({ revisionId, message = '' }) => {
        const author = authorOf(revisionId, facts);
        return [...(author ? everyoneOf(author) : []), ...coAuthorsOf(message)];
      }),
    ),
    nameless: revisions.flatMap(({ revisionId }) => (authorOf(revisionId, facts) ? [] : [revisionId])),
  };
}

function isAuthor(fact: Fact): fact is AuthorFact {
  return fact.kind === 'author';
}

function authorOf(revisionId: string, facts: readonly AuthorFact[]): Author | undefined {
  return facts.find((fact) => fact.revisionId === revisionId)?.value;
}

function unique(authors: readonly Author[]): Author[] {
  return [...new Map(authors.map((author) => [`${author.email}|${author.login}|${author.name}`, author])).values()];
}
