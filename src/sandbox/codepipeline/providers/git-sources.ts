import { eventRuleName } from '../choices.ts';
import { isoSeconds, type Provider } from './provider.ts';

/** Source: a CodeCommit repository. */
export const codeCommit: Provider = {
  inputs: [0, 0],
  outputs: [1, 1],
  seconds: [2, 5],
  fail: ({ configuration }) => ({
    code: 'ConfigurationError',
    message: `The AWS CodeCommit repository could not be found or its branch ${configuration.BranchName ?? ''} does not exist: ${configuration.RepositoryName ?? ''}`,
  }),
  entityUrl: ({ configuration, region }) =>
    `https://${region}.console.aws.amazon.com/codesuite/codecommit/repositories/${configuration.RepositoryName ?? ''}/browse`,
  source: {
    key: ({ RepositoryName, BranchName }) => `codecommit:${RepositoryName ?? ''}@${BranchName ?? ''}`,
    newId: (dice) => dice.hex(40),
    overrides: ['COMMIT_ID'],
    summary: ({ message }) => message,
    url: ({ id }, { RepositoryName }, region) =>
      `https://${region}.console.aws.amazon.com/codesuite/codecommit/repositories/${RepositoryName ?? ''}/commit/${id}`,
    variables: ({ id, message, createdAt }, { RepositoryName, BranchName }) => ({
      AuthorDate: isoSeconds(createdAt),
      BranchName: BranchName ?? '',
      CommitId: id,
      CommitMessage: message,
      CommitterDate: isoSeconds(createdAt),
      RepositoryName: RepositoryName ?? '',
    }),
    trigger: ({ accountId, region, pipeline }) => ({
      type: 'CloudWatchEvent',
      detail: `arn:aws:events:${region}:${accountId}:rule/${eventRuleName(pipeline)}`,
    }),
  },
};

/** Source: GitHub by OAuth token, the "version 1" action. */
export const gitHub: Provider = {
  inputs: [0, 0],
  outputs: [1, 1],
  seconds: [2, 5],
  secrets: ['OAuthToken'],
  fail: ({ configuration }) => ({
    code: 'PermissionError',
    message: `Could not access the GitHub repository: "${configuration.Repo ?? ''}". The access token might be invalid or has been revoked.`,
  }),
  entityUrl: ({ configuration: { Owner, Repo, Branch } }) =>
    `https://github.com/${Owner ?? ''}/${Repo ?? ''}/tree/${Branch ?? ''}`,
  source: {
    key: ({ Owner, Repo, Branch }) => `github:${Owner ?? ''}/${Repo ?? ''}@${Branch ?? ''}`,
    newId: (dice) => dice.hex(40),
    overrides: ['COMMIT_ID'],
    summary: ({ message }) => message,
    url: ({ id }, { Owner, Repo }) => `https://github.com/${Owner ?? ''}/${Repo ?? ''}/commit/${id}`,
    variables: ({ id, message, createdAt }, { Owner, Repo, Branch }) => ({
      AuthorDate: isoSeconds(createdAt),
      BranchName: Branch ?? '',
      CommitId: id,
      CommitMessage: message,
      CommitUrl: `https://github.com/${Owner ?? ''}/${Repo ?? ''}/commit/${id}`,
      CommitterDate: isoSeconds(createdAt),
      RepositoryName: Repo ?? '',
    }),
    trigger: ({ accountId, region, pipeline }) => ({
      type: 'Webhook',
      detail: `arn:aws:codepipeline:${region}:${accountId}:webhook:${pipeline}`,
    }),
  },
};
