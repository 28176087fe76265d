import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assumeRole } from '../../../src/aws/assume-role.ts';

const ROLE = { arn: 'arn:aws:iam::111122223333:role/teams/signalbox-operate' };
/** As STS answers. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const ANSWER = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <AssumedRoleUser><AssumedRoleId>ARO123EXAMPLE123:U0BEN</AssumedRoleId>
    <Arn>arn:aws:sts::111122223333:assumed-role/signalbox-operate/U0BEN</Arn></AssumedRoleUser>
  <Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
    <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>
    <SessionToken>AQoDYXdz+/==</SessionToken><Expiration>2026-03-02T13:00:00Z</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`;
const refusal = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

let server: Server;
let env: Record<string, string>;
let answer = { status: 200, body: ANSWER };
let asked: { form: Record<string, string>; authorization: string | undefined }[] = [];

beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: ANSWER };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(body));
      asked.push({ form, authorization: request.headers.authorization });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  env = {
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

const assumed = (externalId?: string) =>
  assumeRole({ ...ROLE, ...(externalId === undefined ? {} : { externalId }) }, 'U0BEN', 'eu-west-1', env);

describe('assuming a role', () => {
  it('asks the token service of the region in one signed call, with the person as the name of the session', async () => {
    expect(await assumed('signalbox-4711')).toEqual({
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY',
      sessionToken: 'AQoDYXdz+/==',
      expiration: new Date('2026-03-02T13:00:00Z'),
    });
    expect(asked).toEqual([
      {
        form: {
          Action: 'AssumeRole',
          Version: '2011-06-15',
          RoleArn: ROLE.arn,
          RoleSessionName: 'U0BEN',
          DurationSeconds: '3600',
          ExternalId: 'signalbox-4711',
        },
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sts\/aws4_request/,
        ),
      },
    ]);
  });

  it('names no external id where the policy has none', async () => {
    await assumed();

    expect(asked[0]?.form).not.toHaveProperty('ExternalId');
  });

  it.each([
    [403, 'AccessDenied', 'missing_permission'],
    [403, 'RegionDisabledException', 'missing_permission'],
    [400, 'ValidationError', 'look_at_log'],
    [400, 'Throttling', 'try_again'],
    [503, 'ServiceUnavailable', 'try_again'],
  ])('%s %s is told as what it is, with what to do', async (status, code, advice) => {
    answer = { status, body: refusal(code) };

    await expect(assumed()).rejects.toMatchObject({
      code,
      advice,
      message: `The role signalbox-operate could not be assumed: ${code}`,
    });
  });

  it.each([
    [200, '<html>a proxy in between</html>', 'status 200', 'look_at_log'],
    [200, ANSWER.replace('2026-03-02T13:00:00Z', 'soon'), 'status 200', 'look_at_log'],
    [502, '', 'status 502', 'try_again'],
  ])('an answer that is none (%s) gives no credentials', async (status, body, code, advice) => {
    answer = { status, body };

    await expect(assumed()).rejects.toMatchObject({ code, advice });
  });

  it('fails so that it can be tried again where nobody answers', async () => {
    env = { ...env, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' };

    await expect(assumed()).rejects.toMatchObject({ advice: 'try_again' });
  });
});
