import { eventRuleName } from '../choices.ts';
import type { Provider, Source } from './provider.ts';

const ruleTrigger: Source['trigger'] = ({ accountId, region, pipeline }) => ({
  type: 'CloudWatchEvent',
  detail: `arn:aws:events:${region}:${accountId}:rule/${eventRuleName(pipeline)}`,
});

/** Source: an object in a versioned S3 bucket. */
export const s3Source: Provider = {
  inputs: [0, 0],
  outputs: [1, 1],
  seconds: [2, 4],
  fail: ({ configuration: { S3Bucket, S3ObjectKey } }) => ({
    code: 'PermissionError',
    message: `Insufficient permissions: the provided role does not have permissions to access the S3 object s3://${S3Bucket ?? ''}/${S3ObjectKey ?? ''}.`,
  }),
  entityUrl: ({ configuration, region }) =>
    `https://${region}.console.aws.amazon.com/s3/home?region=${region}#/bucket/${configuration.S3Bucket ?? ''}`,
  source: {
    key: ({ S3Bucket, S3ObjectKey }) => `s3:${S3Bucket ?? ''}/${S3ObjectKey ?? ''}`,
    newId: (dice) => dice.alphanumeric(32),
    overrides: ['S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'],
    summary: ({ id }) => `Amazon S3 version id: ${id}`,
    url: (_revision, { S3Bucket }, region) =>
      `https://${region}.console.aws.amazon.com/s3/home?region=${region}#/bucket/${S3Bucket ?? ''}`,
    variables: ({ id, changeId, objectKey }, { S3Bucket, S3ObjectKey }) => ({
      BucketName: S3Bucket ?? '',
      ETag: changeId,
      ObjectKey: objectKey ?? S3ObjectKey ?? '',
      VersionId: id,
    }),
    trigger: ruleTrigger,
  },
};

/** Source: an image in an ECR repository. */
export const ecrSource: Provider = {
  inputs: [0, 0],
  outputs: [1, 1],
  seconds: [2, 4],
  fail: ({ configuration: { RepositoryName, ImageTag } }) => ({
    code: 'ConfigurationError',
    message: `The Amazon ECR image could not be found: ${RepositoryName ?? ''}:${ImageTag ?? 'latest'}`,
  }),
  entityUrl: ({ accountId, configuration, region }) =>
    `https://${region}.console.aws.amazon.com/ecr/repositories/private/${accountId}/${configuration.RepositoryName ?? ''}`,
  source: {
    key: ({ RepositoryName, ImageTag }) => `ecr:${RepositoryName ?? ''}:${ImageTag ?? 'latest'}`,
    newId: (dice) => `sha256:${dice.hex(64)}`,
    overrides: ['IMAGE_DIGEST'],
    summary: () => undefined,
    url: () => undefined,
    variables: ({ id }, { RepositoryName, ImageTag }, accountId, region) => ({
      ImageDigest: id,
      ImageTag: ImageTag ?? 'latest',
      ImageURI: `${accountId}.dkr.ecr.${region}.amazonaws.com/${RepositoryName ?? ''}@${id}`,
      RegistryId: accountId,
      RepositoryName: RepositoryName ?? '',
    }),
    trigger: ruleTrigger,
  },
};
