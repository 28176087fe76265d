import type {
  ActionDeclaration,
  Condition,
  GitConfiguration,
  PipelineDeclaration,
  PipelineMetadata,
  RuleDeclaration,
  StageDeclaration,
} from '@aws-sdk/client-codepipeline';
import type { Outline, OutlineAction, OutlineCondition, OutlineStage } from '../../app/look-up-ports.ts';
import { shownConfiguration } from '../../domain/shown-configuration.ts';

/** A definition without roles, artifact stores, commands, and whatever else is nobody's business in a channel. */
export function toOutline(pipeline: PipelineDeclaration, metadata: PipelineMetadata | undefined): Outline {
  return {
    version: pipeline.version ?? 1,
    type: pipeline.pipelineType ?? 'V1',
    mode: pipeline.executionMode ?? 'SUPERSEDED',
    ...(metadata?.updated ? { changedAt: metadata.updated.toISOString() } : {}),
    stages: (pipeline.stages ?? []).map(toStage),
    variables: (pipeline.variables ?? []).map(({ name, description, defaultValue }) => ({
      name: name ?? '',
      ...(description ? { description } : {}),
      required: defaultValue === undefined,
    })),
    triggers: (pipeline.triggers ?? []).map(({ gitConfiguration }) => ({
      action: gitConfiguration?.sourceActionName ?? '',
      on: gitConfiguration ? whatStarts(gitConfiguration) : [],
    })),
  };
}

function toStage({ name, actions, beforeEntry, onSuccess, onFailure }: StageDeclaration): OutlineStage {
  return {
    name: name ?? '',
    actions: (actions ?? []).map(toAction),
    conditions: [
      ...(beforeEntry?.conditions ?? []).map((one) => toCondition('beforeEntry', one)),
      ...(onSuccess?.conditions ?? []).map((one) => toCondition('onSuccess', one)),
      ...(onFailure?.conditions ?? []).map((one) => toCondition('onFailure', one)),
    ],
    ...(onFailure?.result ? { onFailure: onFailure.result } : {}),
  };
}

function toAction({ name, actionTypeId, runOrder, region, configuration }: ActionDeclaration): OutlineAction {
  const type = {
    category: actionTypeId?.category ?? '',
    owner: actionTypeId?.owner ?? '',
    provider: actionTypeId?.provider ?? '',
  };
  return {
    ...type,
    name: name ?? '',
    version: actionTypeId?.version ?? '',
    runOrder: runOrder ?? 1,
    ...(region ? { region } : {}),
    configuration: shownConfiguration(type, configuration ?? {}),
  };
}

function toCondition(when: OutlineCondition['when'], { result, rules }: Condition): OutlineCondition {
  return { when, ...(result ? { result } : {}), rules: (rules ?? []).map(toRule) };
}

function toRule({ name, ruleTypeId, configuration }: RuleDeclaration): OutlineCondition['rules'][number] {
  const provider = ruleTypeId?.provider ?? '';
  const type = { category: 'Rule', owner: ruleTypeId?.owner ?? 'AWS', provider };
  return { name: name ?? '', provider, configuration: shownConfiguration(type, configuration ?? {}) };
}

interface Criteria {
  readonly includes?: readonly string[] | undefined;
  readonly excludes?: readonly string[] | undefined;
}

/** `push to main, release/* in src/**`: each is enough by itself. */
function whatStarts({ push = [], pullRequest = [] }: GitConfiguration): string[] {
  return [
    ...push.map(({ tags, branches, filePaths }) =>
      words(tags && !branches ? 'tag' : 'push to', [tags ?? branches, 'any branch'], filePaths),
    ),
    ...pullRequest.map(({ events = [], branches, filePaths }) => {
      const which = events.length === 0 ? '' : ` ${events.join(', ').toLowerCase()}`;
      return words(`pull request${which} to`, [branches, 'any branch'], filePaths);
    }),
  ];
}

function words(verb: string, [where, any]: [Criteria | undefined, string], files: Criteria | undefined): string {
  const paths = files ? ` in ${criteria(files, 'any file')}` : '';
  return `${verb} ${where ? criteria(where, any) : any}${paths}`;
}

function criteria({ includes = [], excludes = [] }: Criteria, any: string): string {
  const but = excludes.length > 0 ? ` but ${excludes.join(', ')}` : '';
  return `${includes.length > 0 ? includes.join(', ') : any}${but}`;
}
