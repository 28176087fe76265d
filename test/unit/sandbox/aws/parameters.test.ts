import { describe, expect, it } from 'vitest';
import { createParameters } from '../../../../src/sandbox/aws/parameters.ts';

const parameters = createParameters(
  { '/signalbox/dev/token': 'xoxb-1' },
  { region: 'eu-west-1', accountId: '123456789012' },
);
const read = (response: { body: string | Buffer }) => JSON.parse(response.body.toString());

describe('the parameter store', () => {
  it('gives a secret in clear only when decryption is asked for', () => {
    expect(read(parameters.getParameter({ Name: '/signalbox/dev/token', WithDecryption: true })).Parameter.Value).toBe(
      'xoxb-1',
    );
    expect(read(parameters.getParameter({ Name: '/signalbox/dev/token' })).Parameter.Value).not.toContain('xoxb');
  });

  it('takes a new secret, and another in its place only where that is asked for', () => {
    const Name = '/signalbox/dev/new';
    const put = (more: object) => read(parameters.putParameter({ Name, Type: 'SecureString', ...more }));

    expect(put({ Value: 'first' })).toMatchObject({ Version: 1 });
    expect(put({ Value: 'second' }).__type).toBe('ParameterAlreadyExists');
    expect(put({ Value: 'second', Overwrite: true })).toMatchObject({ Version: 2 });
    expect(read(parameters.getParameter({ Name, WithDecryption: true })).Parameter.Value).toBe('second');
  });

  it('says ParameterNotFound for one, and lists the unknown ones of several', () => {
    expect(read(parameters.getParameter({ Name: '/other' })).__type).toBe('ParameterNotFound');
    const several = read(parameters.getParameters({ Names: ['/signalbox/dev/token', '/other'], WithDecryption: true }));
    expect(several.Parameters).toHaveLength(1);
    expect(several.InvalidParameters).toEqual(['/other']);
  });
});
