import {
  ActionCategory,
  type ActionType,
  type ActionTypeDeclaration,
  type ArtifactDetails,
} from '@aws-sdk/client-codepipeline';
import type { ActionTypeDetail, ActionTypeSummary, Counts } from '../../app/look-up-ports.ts';

export function toActionType({
  id,
  actionConfigurationProperties,
  inputArtifactDetails,
  outputArtifactDetails,
}: ActionType): ActionTypeSummary {
  return {
    id: {
      category: id?.category ?? '',
      owner: id?.owner ?? '',
      provider: id?.provider ?? '',
      version: id?.version ?? '',
    },
    properties: (actionConfigurationProperties ?? []).flatMap(({ name }) => name ?? []),
    inputs: toCounts(inputArtifactDetails),
    outputs: toCounts(outputArtifactDetails),
  };
}

/** A type made with an integration model. Which accounts may use it, and which function does its work, stays in CodePipeline. */
export function toActionTypeDetail(type: ActionTypeDeclaration): ActionTypeDetail {
  const { id, description, executor, properties, inputArtifactDetails, outputArtifactDetails } = type;
  return {
    id: {
      category: id?.category ?? '',
      owner: id?.owner ?? '',
      provider: id?.provider ?? '',
      version: id?.version ?? '',
    },
    ...(description ? { description } : {}),
    executor: executor?.type ?? 'JobWorker',
    properties: (properties ?? []).flatMap(({ name }) => name ?? []),
    inputs: toCounts(inputArtifactDetails),
    outputs: toCounts(outputArtifactDetails),
  };
}

/** @returns undefined for what CodePipeline has no category of */
export function toCategory(text: string): ActionCategory | undefined {
  return Object.values(ActionCategory).find((category) => category === text);
}

function toCounts(details: ArtifactDetails | undefined): Counts {
  return { least: details?.minimumCount ?? 0, most: details?.maximumCount ?? 0 };
}
