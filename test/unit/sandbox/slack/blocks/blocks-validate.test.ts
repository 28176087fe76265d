import { describe, expect, it } from 'vitest';
import { aWorkspace, modal, parse, section } from '../a-workspace.ts';

describe('blocks.validate', () => {
  it('needs no token', async () => {
    const { slack } = aWorkspace();
    const body = Buffer.from(new URLSearchParams({ blocks: JSON.stringify([section('x')]) }).toString());
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(parse(await slack.handle({ method: 'POST', url: '/api/blocks.validate', headers, body }))).toEqual({
      ok: true,
    });
  });

  it('tells code, message, pointer and constraint of each problem', async () => {
    const { call } = aWorkspace();
    const blocks = [{ type: 'section', text: { type: 'invalid', text: 'x' } }];
    expect(await call('blocks.validate', { blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [
        {
          code: 'failed_constraint',
          message: 'unsupported type: invalid',
          pointer: '/0/text/type',
          constraint: { type: 'enum', expected: ['plain_text', 'mrkdwn'] },
        },
      ],
    });
    expect(await call('blocks.validate', { view: { type: 'modal', blocks: [section('x')] } })).toMatchObject({
      errors: [{ code: 'missing_field', message: 'missing required field: title', pointer: '', field: 'title' }],
    });
  });

  it('takes exactly one of blocks, message and view; a message need not have a text', async () => {
    const { call } = aWorkspace();
    expect(await call('blocks.validate', { view: modal() })).toEqual({ ok: true });
    expect(await call('blocks.validate', { message: { blocks: [section('x')] } })).toEqual({ ok: true });
    expect(await call('blocks.validate', { message: { blocks: [section('')] } })).toMatchObject({
      errors: [{ pointer: '/blocks/0/text/text' }],
    });
    expect(await call('blocks.validate', {})).toMatchObject({ error: 'invalid_arguments' });
    expect(await call('blocks.validate', { blocks: [], view: modal() })).toMatchObject({ error: 'invalid_arguments' });
  });
});
