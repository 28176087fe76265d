import { describe, expect, it } from 'vitest';
import type { PipelineReads } from '../../../src/app/codepipeline-ports.ts';
import { pipelineOfChannel } from '../../../src/app/pipeline-of-channel.ts';
import { AccountId, ChannelId } from '../../../src/domain/ids.ts';
import type { Route } from '../../../src/domain/policy.ts';
import { aPolicy } from '../../support/policy.ts';
import { onlyHome } from '../../support/served.ts';

const SHOP = ChannelId('C0SHOP');
const route = (pipelines: string, channel = SHOP): Route => ({
  pipelines,
  channel,
  send: ['progress'],
  excerpts: false,
  actIn: true,
});

async function named(routes: Route[], names: string[], channel: ChannelId | undefined = SHOP) {
  const pipelines = names.map((pipeline) => ({ account: AccountId('123456789012'), region: 'eu-west-1', pipeline }));
  const reads: Pick<PipelineReads, 'catalogue'> = { catalogue: async () => ({ pipelines, unread: [] }) };
  return pipelineOfChannel({ reads, policy: aPolicy({ routes }), served: onlyHome() }, channel);
}

describe('the pipeline that a channel is about', () => {
  it('is the only one that is routed there', async () => {
    expect(await named([route('shop-web'), route('shop-web')], ['shop-web', 'etl'])).toBe('shop-web');
    expect(await named([route('shop-*')], ['shop-web', 'etl'])).toBe('shop-web');
  });

  it('is none where several are routed there, or none is', async () => {
    expect(await named([route('shop-*')], ['shop-web', 'shop-api'])).toBeUndefined();
    expect(await named([route('shop-web'), route('etl')], ['shop-web', 'etl'])).toBeUndefined();
    expect(await named([route('gone')], ['shop-web'])).toBeUndefined();
  });

  it('is none elsewhere, and in no channel', async () => {
    expect(await named([route('*', ChannelId('C0OTHER'))], ['shop-web'])).toBeUndefined();
    expect(
      await pipelineOfChannel(
        { reads: { catalogue: () => Promise.reject(new Error('not asked')) }, policy: aPolicy(), served: onlyHome() },
        undefined,
      ),
    ).toBeUndefined();
  });
});
