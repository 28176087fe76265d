import { describe, expect, it } from 'vitest';
import { AccountId, ExecutionId } from '../../../src/domain/ids.ts';
import { executionUrl, pipelineUrl } from '../../../src/slack/console-links.ts';
import { parseConsoleLink } from '../../../src/slack/parse-console-link.ts';

const EXECUTION = ExecutionId('4b1e07c2-1111-4222-8333-444444444444');

describe('an address of the console', () => {
  it.each(['eu-west-1', 'cn-north-1', 'us-gov-west-1'])('that we link to in %s is one that we read', (region) => {
    const ref = { account: AccountId('123456789012'), region, pipeline: 'shop.web_2' };
    const [page = '', execution = ''] = [pipelineUrl(ref), executionUrl({ ...ref, executionId: EXECUTION })];

    expect(parseConsoleLink(page)).toEqual({ url: page, region, pipeline: 'shop.web_2' });
    expect(parseConsoleLink(execution)).toEqual({
      url: execution,
      region,
      pipeline: 'shop.web_2',
      executionId: EXECUTION,
    });
  });

  it.each([
    'https://console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view?region=eu-west-1',
    'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view#stage',
    `https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/executions/${EXECUTION}/visualization?region=eu-west-1`,
  ])('is read in every form that the console gives it: %s', (url) => {
    expect(parseConsoleLink(url)).toMatchObject({ url, region: 'eu-west-1', pipeline: 'shop-web' });
  });

  it.each([
    'https://eu-west-1.console.aws.amazon.com.example.com/codesuite/codepipeline/pipelines/shop-web/view',
    'http://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view',
    'https://eu-west-1.console.aws.amazon.com/codesuite/codebuild/projects/shop-web',
    'https://console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view',
    'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/%zz/view',
    'not an address',
  ])('is not %s', (url) => {
    expect(parseConsoleLink(url)).toBeUndefined();
  });
});
