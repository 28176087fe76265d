import { describe, expect, it } from 'vitest';
import { ChannelId, MessageTs } from '../../../../src/domain/ids.ts';
import { parseMetadata, parseOrigin } from '../../../../src/slack/modal-metadata.ts';
import { nameDigest, parseReference } from '../../../../src/slack/reference.ts';
import { disableModal } from '../../../../src/slack/views/modals/disable.ts';
import { rejectModal } from '../../../../src/slack/views/modals/reject.ts';
import { stopModal } from '../../../../src/slack/views/modals/stop.ts';
import { textsOf } from '../support/slack-takes.ts';

const VALUE = '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Prod|Go-ahead|0123456789abcdef';
const ORIGIN = { channel: ChannelId('C0DEPLOYS'), messageTs: MessageTs('1763800000.000100') };

function openedFrom(value = VALUE) {
  const parsed = parseReference(value);
  if (!parsed.ok) throw new Error(`no reference: ${value}`);
  return { reference: parsed.reference, value, origin: ORIGIN };
}

describe('the form that rejects', () => {
  it('says what it is about and what follows, and asks why', () => {
    expect(rejectModal(openedFrom())).toEqual({
      type: 'modal',
      callback_id: 'approval:reject',
      private_metadata: JSON.stringify({ v: 1, reference: VALUE, channel: 'C0DEPLOYS', ts: '1763800000.000100' }),
      title: { type: 'plain_text', text: 'Reject', emoji: true },
      submit: { type: 'plain_text', text: 'Reject', emoji: true },
      close: { type: 'plain_text', text: 'Cancel', emoji: true },
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            verbatim: true,
            text: '*shop-web* · Prod/Go-ahead · execution 4b1e07c2\nThe execution fails in this stage. It can be retried later.',
          },
        },
        {
          type: 'input',
          block_id: 'comment',
          label: { type: 'plain_text', text: 'Why?', emoji: true },
          hint: { type: 'plain_text', text: 'Everybody will see this.', emoji: true },
          optional: false,
          element: { type: 'plain_text_input', action_id: 'comment', multiline: true, max_length: 400 },
        },
      ],
    });
  });

  it('brings back where it was opened and what for', () => {
    const { private_metadata: kept = '' } = rejectModal(openedFrom());
    expect(parseMetadata(kept)).toEqual({ ok: true, reference: openedFrom().reference });
    expect(parseOrigin(kept)).toEqual(ORIGIN);
  });
});

describe('the other forms', () => {
  it('offer the gentle way to stop first', () => {
    const how = stopModal(openedFrom()).blocks.find((block) => block.type === 'input' && block.block_id === 'how');
    expect(how).toMatchObject({
      element: { initial_option: { value: 'wait' }, options: [{ value: 'wait' }, { value: 'abandon' }] },
    });
  });

  it('name the stage whose way is closed, or say so in other words where only its digest is known', () => {
    const words = (value: string) => textsOf({ text: '', blocks: disableModal(openedFrom(value)).blocks })[0];
    expect(words(VALUE)).toContain('Close the way to *Prod* in *shop-web*?');
    expect(words(VALUE.replace('Prod', nameDigest('Prod')))).toContain(
      'Close the way to the next stage in *shop-web*?',
    );
  });
});
