import type { ComponentChildren } from 'preact';
import { memo } from 'preact/compat';
import type { YardPipeline } from '../../ports.ts';
import { pushCommit } from '../state/control-api.ts';
import { endFirstVisit } from '../state/first-visit.ts';
import { pending, perform } from '../state/perform.ts';
import { breakingAction } from '../yard/breaking-action.ts';
import { nextCommitIdea } from '../yard/commit-ideas.ts';
import { executionMark } from '../yard/stage-mark.ts';
import { YardTrack } from './yard-track.tsx';

interface YardCardProps {
  pipeline: YardPipeline;
  /** more than one in the yard, so that each is named */
  severalAccounts: boolean;
  hint: ComponentChildren;
}

/** One pipeline: where its trains are, and how to send the next one. */
export const YardCard = memo(function YardCard({ pipeline, severalAccounts, hint }: YardCardProps) {
  const { name, latest } = pipeline;
  const mark = executionMark(pipeline);
  const breaking = breakingAction(pipeline);
  return (
    <section class="yard-card" aria-label={`Pipeline ${name}`} data-pipeline={name}>
      <header class="yard-card-header">
        <h3>{name}</h3>
        <span class={`yard-state tone-text-${mark.tone}`}>
          <span aria-hidden="true">{mark.glyph}</span> {mark.word}
        </span>
      </header>
      <p class="yard-mode">
        {pipeline.executionMode.toLowerCase()} mode · {pipeline.region}
        {severalAccounts ? ` · account ${pipeline.account}` : ''}
      </p>
      <YardTrack pipeline={pipeline} />
      <p class="yard-latest">
        {latest?.commitId ? (
          <>
            <code>{latest.commitId.slice(0, 7)}</code> {latest.message ?? ''}
            {latest.author ? <span class="quiet"> · {latest.author}</span> : null}
          </>
        ) : (
          <span class="quiet">{latest ? `execution ${latest.executionId.slice(0, 8)}` : 'no execution yet'}</span>
        )}
      </p>
      <div class="yard-actions">
        <PushButton pipeline={pipeline} fail={null} />
        {breaking !== null && <PushButton pipeline={pipeline} fail={breaking} />}
        {hint}
      </div>
    </section>
  );
});

/** @param fail `Stage/Action` that the commit breaks, or null for a good one */
function PushButton({ pipeline, fail }: { pipeline: YardPipeline; fail: string | null }) {
  const breaking = fail !== null;
  const label = breaking ? 'Push a breaking commit' : 'Push a commit';
  const { name, account, region } = pipeline;
  const key = `push ${account}/${region}/${name} ${breaking}`;
  const busy = pending.value.has(key);
  const push = async () => {
    if (busy) return;
    const idea = nextCommitIdea(breaking);
    endFirstVisit();
    await perform(key, 'The push', () =>
      pushCommit({ pipeline: name, account, region, ...idea, ...(fail === null ? {} : { fail }) }),
    );
  };
  return (
    <button
      type="button"
      class={`button button-small ${breaking ? '' : 'button-accent'}`}
      aria-label={`${label} to ${pipeline.name}${fail === null ? '' : `, ${fail} will fail`}`}
      aria-busy={busy}
      aria-disabled={busy}
      title={fail === null ? undefined : `${fail} will fail`}
      onClick={() => void push()}
    >
      {label}
    </button>
  );
}
