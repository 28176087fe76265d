import { describe, expect, it } from 'vitest';
import { checkInputs } from '../../../../src/sandbox/page/blocks/check-inputs.ts';
import { readBlocks } from '../../../../src/sandbox/page/blocks/read-block.ts';
import { readOptions } from '../../../../src/sandbox/page/blocks/read-composition.ts';
import { collectValues, fieldKey } from '../../../../src/sandbox/page/blocks/state-values.ts';
import { withOptions } from '../../../../src/sandbox/page/blocks/with-options.ts';
import { input, option } from '../../../support/every-element.ts';

const KEY = fieldKey('which', 'a');
const menu = (more: object = {}) => readBlocks([input('which', 'Which', { type: 'multi_external_select', ...more })]);
const given = (...values: string[]) => readOptions(values.map((value) => option(value)));

describe('a menu whose options the app supplies', () => {
  it('sends a chosen option whole, although another query came after it', () => {
    const blocks = withOptions(menu(), { [KEY]: given('shop-web', 'shop-api') });
    expect(collectValues(blocks, { [KEY]: ['shop-api'] })).toEqual({
      which: { a: { type: 'multi_external_select', selected_options: [option('shop-api')] } },
    });
  });

  it('knows what it shows at first, and the newer words of the same value', () => {
    const blocks = menu({ initial_options: [option('Old', 'x'), option('Kept', 'y')] });
    const values = collectValues(withOptions(blocks, { [KEY]: readOptions([option('New', 'x')]) }), {});
    expect(values.which?.a).toMatchObject({ selected_options: [option('Kept', 'y'), option('New', 'x')] });
  });

  it('leaves every other element as it is', () => {
    const blocks = readBlocks([input('why', 'Why', { type: 'plain_text_input' }), { type: 'divider' }]);
    expect(withOptions(blocks, { [KEY]: given('x') })).toEqual(blocks);
  });
});

describe('files and rich text', () => {
  const files = readBlocks([input('which', 'Which', { type: 'file_input', max_files: 1 })]);
  const notes = (more: object = {}) => readBlocks([input('which', 'Notes', { type: 'rich_text_input', ...more })]);
  const rich = (text: string) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  });

  it('travel as ids and as rich text', () => {
    expect(collectValues(files, { [KEY]: ['F1'] }).which?.a).toEqual({ type: 'file_input', files: [{ id: 'F1' }] });
    expect(collectValues(notes(), { [KEY]: ['so'] }).which?.a).toMatchObject({ rich_text_value: rich('so') });
    expect(collectValues(notes({ initial_value: rich('as before') }), {}).which?.a).toMatchObject({
      rich_text_value: rich('as before'),
    });
    expect(collectValues(notes(), {}).which?.a).toMatchObject({ rich_text_value: null });
  });

  it('are not submitted when there are too many, or none where one is required', () => {
    expect(checkInputs(files, { [KEY]: ['F1', 'F2'] })).toEqual({ which: 'Choose one file only.' });
    expect(checkInputs(files, {})).toEqual({ which: 'Please complete this required field.' });
  });
});
