import { describe, expect, it } from 'vitest';
import { readOverride, takenBy } from '../../../src/domain/source-override.ts';

const source = (provider: string, keyMayChange = false) => ({
  name: 'App',
  stage: 'Source',
  takes: takenBy(provider, keyMayChange),
});

describe('what is typed for a source', () => {
  it.each([
    ['CodeStarSourceConnection', '3f2c91e', 'COMMIT_ID'],
    ['CodeCommit', '3f2c91e', 'COMMIT_ID'],
    ['GitHub', '3f2c91e', 'COMMIT_ID'],
    ['ECR', 'sha256:0123', 'IMAGE_DIGEST'],
    ['S3', '3sL4kqtJlcpXroDTDmJ', 'S3_OBJECT_VERSION_ID'],
  ])('%s: %s is its %s', (provider, value, type) => {
    expect(readOverride(source(provider), value)).toEqual({ action: 'App', type, value });
  });

  it('names another object of a bucket after key:, where the source allows that', () => {
    expect(readOverride(source('S3', true), 'key:builds/42.zip')).toEqual({
      action: 'App',
      type: 'S3_OBJECT_KEY',
      value: 'builds/42.zip',
    });
    expect(readOverride(source('S3'), 'key:builds/42.zip')).toBeUndefined();
    expect(readOverride(source('S3', true), 'key:')).toBeUndefined();
  });

  it('is taken by no source whose revisions cannot be named', () => {
    expect(readOverride(source('SomethingElse'), '3f2c91e')).toBeUndefined();
  });
});
