import type { PlainTextOption } from '@slack/types';
import type { Suggested } from '../../app/suggest.ts';
import { type PipelineRef, shortId } from '../../domain/ids.ts';
import { plainText } from '../blocks.ts';
import { MAX } from '../limits.ts';
import type { Options, Suggestions } from './option-list.ts';
import { pipelineValue } from './option-value.ts';

/** Options as Slack takes them; what no option can hold is left out, and can be typed. */
export function drawOptions(suggested: Suggested, placeName: Suggestions['placeName']): Options {
  switch (suggested.kind) {
    case 'pipelines':
      return pipelines(suggested.pipelines, placeName);
    case 'stages':
      return { options: suggested.stages.flatMap((stage) => option(stage, stage)) };
    case 'executions':
      return {
        options: suggested.executions.flatMap(({ executionId, status, summary }) => {
          const words = [shortId(executionId), status.toLowerCase(), summary].filter(Boolean).join(' · ');
          return option(words, executionId);
        }),
      };
  }
}

/** By account and region, where there are several. */
function pipelines(refs: readonly PipelineRef[], placeName: Suggestions['placeName']): Options {
  const groups = new Map<string, PlainTextOption[]>();
  for (const ref of refs) {
    const place = placeName(ref);
    groups.set(place, [...(groups.get(place) ?? []), ...option(ref.pipeline, pipelineValue(ref))]);
  }
  const [only, ...others] = groups.values();
  if (others.length === 0) return { options: only ?? [] };
  return {
    option_groups: [...groups]
      .filter(([, options]) => options.length > 0)
      .map(([place, options]) => ({ label: plainText(place, MAX.optionGroupLabel), options })),
  };
}

function option(text: string, value: string | undefined): PlainTextOption[] {
  if (value === undefined || value.length > MAX.optionValue || value === '') return [];
  return [{ text: plainText(text, MAX.optionText), value }];
}
