import type { YardPipeline } from '../../ports.ts';
import { describeStage, isEarlier, stageMark, statusMark, type YardStage } from '../yard/stage-mark.ts';

/** The stages as stations of a line: a lamp with a mark each, and a closed signal where a transition is disabled. */
export function YardTrack({ pipeline }: { pipeline: YardPipeline }) {
  const latestId = pipeline.latest?.executionId ?? null;
  return (
    <ol class="track" aria-label={`Stages of ${pipeline.name}`}>
      {pipeline.stages.map((stage) => (
        <Station key={stage.name} stage={stage} latestId={latestId} />
      ))}
    </ol>
  );
}

function Station({ stage, latestId }: { stage: YardStage; latestId: string | null }) {
  const mark = stageMark(stage);
  const words = describeStage(stage, latestId);
  const actions = stage.actions.map(
    (action) => `${action.name} (${action.provider}): ${statusMark(action.status).word}`,
  );
  return (
    <li
      class={`station ${isEarlier(stage, latestId) ? 'station-earlier' : ''}`}
      data-stage={stage.name}
      title={[words, ...actions].join('\n')}
    >
      <span class="visually-hidden">{words}</span>
      {!stage.transition.enabled && (
        <span class="station-closed" aria-hidden="true">
          ⊘
        </span>
      )}
      <span class={`lamp lamp-${mark.tone}`} aria-hidden="true">
        {mark.glyph}
      </span>
      {stage.inbound.length > 0 && (
        <span class="station-queue" aria-hidden="true">
          +{stage.inbound.length}
        </span>
      )}
      <span class="station-name" aria-hidden="true">
        {stage.name}
      </span>
    </li>
  );
}
