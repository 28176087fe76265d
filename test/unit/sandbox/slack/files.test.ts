import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../../../src/sandbox/ports.ts';
import { aWorkspace, type TestWorkspace } from './a-workspace.ts';

const announce = (world: TestWorkspace, filename = 'audit.csv', length: number | string = 3) =>
  world.call('files.getUploadURLExternal', { filename, length });

/** Anything but a Web API call. */
function request(world: TestWorkspace, method: string, url: string, body = '', headers = {}): Promise<HttpResponse> {
  return world.slack.handle({ method, url: url.replace(/^https?:\/\/[^/]+/, ''), headers, body: Buffer.from(body) });
}

async function shared(world: TestWorkspace): Promise<string> {
  const { upload_url: url, file_id: id } = await announce(world);
  await request(world, 'POST', String(url), 'a,b');
  await world.call('conversations.open', { users: 'U0BEN' });
  await world.call('files.completeUploadExternal', {
    files: [{ id }],
    channel_id: 'D0BEN',
    initial_comment: 'The audit',
  });
  const [file] = world.slack.snapshot('U0BEN').messages.D0BEN?.at(-1)?.files ?? [];
  return file?.path ?? '';
}

describe('a file in the workspace', () => {
  it('is seen by whom it was sent to, and downloaded from the page', async () => {
    const world = aWorkspace();
    const path = await shared(world);

    expect(world.slack.snapshot('U0BEN').messages.D0BEN?.at(-1)).toMatchObject({
      text: 'The audit',
      files: [{ name: 'audit.csv', size: 3 }],
    });
    expect(world.slack.snapshot('U0INES').messages.D0BEN).toBeUndefined();
    const answer = await request(world, 'GET', path, '', { 'sec-fetch-site': 'same-origin' });
    expect([answer.status, String(answer.body)]).toEqual([200, 'a,b']);
  });

  it('is for nobody who neither shows the token nor has the page open', async () => {
    const world = aWorkspace();
    expect((await request(world, 'GET', await shared(world))).status).toBe(404);
  });

  it('is not there before it was shared', async () => {
    const world = aWorkspace();
    const { upload_url: url, file_id: id } = await announce(world);
    await request(world, 'POST', String(url), 'a,b');

    const page = { 'sec-fetch-site': 'same-origin' };
    expect((await request(world, 'GET', `/files-pri/T0SIGNALBX-${id}/audit.csv`, '', page)).status).toBe(404);
  });

  it.each([
    ['', 3, 'invalid_arguments'],
    ['a.csv', 0, 'invalid_arguments'],
    ['a.csv', 'many', 'invalid_arguments'],
    ['a.csv', 7 * 1024 * 1024, 'file_upload_size_restricted'],
  ])('is refused when it is announced as %j of %j bytes', async (name, length, error) => {
    expect(await announce(aWorkspace(), name, length)).toMatchObject({ ok: false, error });
  });

  it.each([
    [{}, 'invalid_arguments'],
    [{ files: 'nothing' }, 'invalid_arguments'],
    [{ files: [{ id: 'F0NONE' }] }, 'file_not_found'],
  ])('is not shared by %j', async (args, error) => {
    expect(await aWorkspace().call('files.completeUploadExternal', args)).toMatchObject({ ok: false, error });
  });
});
