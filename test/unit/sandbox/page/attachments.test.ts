import { describe, expect, it } from 'vitest';
import { readAttachments } from '../../../../src/sandbox/page/blocks/attachment-model.ts';

const read = (attachment: unknown) => readAttachments([attachment])[0];

describe('what stands below a message', () => {
  it('is blocks, or the older members, or both', () => {
    const blocks = [{ type: 'divider', block_id: 'b' }];
    expect(
      read({ blocks, title: 'Run', title_link: 'https://x.example', fields: [{ title: 'Red', value: '2' }] }),
    ).toEqual({
      blocks: [{ kind: 'divider', blockId: 'b' }],
      color: null,
      pretext: '',
      author: '',
      title: 'Run',
      titleLink: 'https://x.example',
      text: '',
      fields: [{ title: 'Red', value: '2' }],
      footer: '',
    });
  });

  it('shows its fallback when it says nothing else that is known, and is never dropped', () => {
    expect(read({ fallback: 'a video', video_html: '…' })?.text).toBe('a video');
    expect(read('junk')?.blocks).toEqual([]);
  });

  it.each([
    ['#1c6b50', '#1c6b50'],
    ['1C6B50', '#1C6B50'],
    ['danger', 'var(--red)'],
    ['url(https://x.example)', null],
  ])('takes %j as the colour %j', (color, expected) => {
    expect(read({ text: 'x', color })?.color).toBe(expected);
  });
});
