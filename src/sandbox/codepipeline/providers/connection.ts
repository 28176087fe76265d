import type { Configuration } from '../shapes.ts';
import { isoSeconds, type Provider, type Source } from './provider.ts';

/** The kind of host behind a connection. The ARN does not tell; the sandbox's connections all lead to GitHub. */
export const providerTypeOf = (_configuration: Configuration): string => 'GitHub';

const redirect = (configuration: Configuration, region: string): string =>
  `https://${region}.console.aws.amazon.com/codesuite/settings/connections/redirect?connectionArn=${configuration.ConnectionArn ?? ''}`;

const source: Source = {
  key: ({ FullRepositoryId, BranchName }) => `connection:${FullRepositoryId ?? ''}@${BranchName ?? ''}`,
  newId: (dice) => dice.hex(40),
  overrides: ['COMMIT_ID'],
  summary: ({ message }, configuration) =>
    JSON.stringify({ ProviderType: providerTypeOf(configuration), CommitMessage: message }),
  url: ({ id }, configuration, region) =>
    `${redirect(configuration, region)}&referenceType=COMMIT&FullRepositoryId=${configuration.FullRepositoryId ?? ''}&Commit=${id}`,
  variables: ({ id, message, author, createdAt }, configuration) => ({
    AuthorDate: isoSeconds(createdAt),
    ...(author && { AuthorId: author.login, AuthorEmail: author.email, AuthorDisplayName: author.name }),
    BranchName: configuration.BranchName ?? '',
    CommitId: id,
    CommitMessage: message,
    ConnectionArn: configuration.ConnectionArn ?? '',
    FullRepositoryName: configuration.FullRepositoryId ?? '',
    ProviderType: providerTypeOf(configuration),
  }),
  trigger: (_place, configuration, declared) => ({
    type: declared ? 'WebhookV2' : 'Webhook',
    detail: configuration.ConnectionArn ?? '',
  }),
};

/** Source: a repository behind a connection (GitHub, Bitbucket, GitLab). */
export const connection: Provider = {
  inputs: [0, 0],
  outputs: [1, 1],
  seconds: [2, 5],
  fail: ({ configuration }) => ({
    code: 'PermissionError',
    message: `[${providerTypeOf(configuration)}] Unable to use Connection: ${configuration.ConnectionArn ?? 'none'}. The provided role does not have sufficient permissions.`,
  }),
  entityUrl: ({ configuration, region }) => redirect(configuration, region),
  source,
};
