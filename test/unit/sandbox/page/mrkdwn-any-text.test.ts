import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../../../src/sandbox/page/blocks/read-block.ts';
import { collectValues } from '../../../../src/sandbox/page/blocks/state-values.ts';
import { parseMrkdwn } from '../../../../src/sandbox/page/text/mrkdwn.ts';

/** Text that is likely to mean something to the parser. */
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom('*', '_', '~', '`', '```', '>', '&gt;', '&lt;', '<', '|', '!', '@', '#', ':', '\n', ' ', '^'),
      fc.constantFrom('javascript:', 'https://', 'mailto:', 'data:', '!date^', '!subteam^', 'U0DANA', ':x:', '@here'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** Every `href` anywhere in a value. */
function hrefs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'href' && typeof inner === 'string' ? [inner] : hrefs(inner),
  );
}

/** Every piece of text anywhere in a value. */
function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

describe('any text whatever', () => {
  it('is parsed without an error and leads only to http, https or mailto', () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string()), fc.boolean(), (source, verbatim) => {
        const nodes = parseMrkdwn(source, { verbatim, channelIds: { deployments: 'C0DEPLOYS' } });
        for (const href of hrefs(nodes)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
      }),
      { numRuns: 3000 },
    );
  });

  it('says no more than was written', () => {
    fc.assert(
      fc.property(markup, (source) => {
        expect(textLength(parseMrkdwn(source))).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no longer than a blink, however it is built to be slow', () => {
    for (const piece of ['*a', '_', '`', '<', '*_~', '> ', '&lt;', ':a', '<@', 'https://a', '```', '*<']) {
      const started = performance.now();
      parseMrkdwn(piece.repeat(3000 / piece.length));
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

describe('any blocks whatever', () => {
  it('are read without an error, one for one, with a value for every field', () => {
    const type = fc.constantFrom(
      'section',
      'input',
      'actions',
      'context',
      'rich_text',
      'rich_text_section',
      'rich_text_list',
      'link',
      'button',
      'overflow',
      'static_select',
      'multi_users_select',
      'checkboxes',
      'datetimepicker',
      'plain_text_input',
      'date',
      'x',
    );
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        tie('record'),
        fc.array(tie('node'), { maxLength: 3 }),
      ),
      record: fc.record(
        {
          type,
          text: tie('node'),
          elements: tie('node'),
          element: tie('node'),
          accessory: tie('node'),
          options: tie('node'),
          url: fc.string(),
          label: tie('node'),
        },
        { requiredKeys: ['type'] },
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree.node, { maxLength: 5 }), (blocks) => {
        const models = readBlocks(blocks);
        expect(models).toHaveLength(blocks.length);
        for (const href of hrefs(models)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
        expect(() => JSON.stringify(collectValues(models, {}))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
