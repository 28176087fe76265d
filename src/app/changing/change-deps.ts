import type { CarryDeps } from '../carry-out.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import type { ChangeSession, Drafts, DrawDraft, ParseDefinition, Uploads } from '../definition-ports.ts';
import type { FindDeps } from '../find-pipeline.ts';
import type { SessionDeps } from '../open-account.ts';
import type { Files, Messenger, PaceStore, World } from '../ports.ts';

/** The world of the function that changes pipelines themselves. */
export interface ChangeDeps extends CarryDeps, FindDeps, SessionDeps<ChangeSession>, Pick<World, 'sleep' | 'timeLeft'> {
  /** in nobody's name: to find what was typed */
  readonly reads: PipelineReads;
  readonly drafts: Drafts;
  readonly uploads: Uploads;
  readonly files: Files;
  readonly messenger: Pick<Messenger, 'post' | 'update' | 'find'>;
  readonly pace: PaceStore;
  readonly parseDefinition: ParseDefinition;
  readonly drawDraft: DrawDraft;
}
