import type { Suggestion } from '../payloads.ts';
import { type ParsedReference, parseReference, toPipelineRef } from '../reference.ts';
import { EXECUTION_OPTIONS, STAGE_OPTIONS } from '../views/answers/actions.ts';
import { PIPELINE_OPTIONS } from '../views/modals/pick-pipeline.ts';
import type { OptionList } from './option-list.ts';

const within = (kind: 'stages' | 'executions', typed: string, about: ParsedReference) =>
  about.ok ? { kind, typed, of: toPipelineRef(about.reference) } : undefined;

/** Every list of this version that loads while somebody types. */
export const OPTION_LISTS: readonly OptionList[] = [
  { actionId: PIPELINE_OPTIONS, wanted: (typed) => ({ kind: 'pipelines', typed }) },
  { actionId: STAGE_OPTIONS, wanted: (typed, about) => within('stages', typed, about) },
  { actionId: EXECUTION_OPTIONS, wanted: (typed, about) => within('executions', typed, about) },
];

const LONGEST_TYPED = 200;

/** What a list asks for; the block that it stands in names the pipeline that it is about. Pure. */
export function wantedBy({ action_id, block_id, value }: Suggestion) {
  const list = OPTION_LISTS.find(({ actionId }) => actionId === action_id);
  return list?.wanted(value.slice(0, LONGEST_TYPED), parseReference(block_id));
}
