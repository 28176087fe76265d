import fc from 'fast-check';

/** A secret as it comes to stand in a log. */
export interface Planted {
  readonly text: string;
  readonly secret: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const of = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const alnum = (length: number) => of(`${LETTERS}0123456789`, length);
const upper = (length: number) => of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length);
const hex = (length: number) => of('0123456789abcdef', length);
/** As machines make them: no shrinking into a row of one letter. */
const random = (length: number) =>
  fc.noShrink(
    alnum(length).filter((text) => new Set(text).size > length / 3 && /\d/.test(text) && /[a-z]/i.test(text)),
  );
const base64 = (length: number) =>
  fc.noShrink(
    of(`${LETTERS}0123456789+/`, length).filter((text) => /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text)),
  );

const alone = (prefix: string, rest: fc.Arbitrary<string>) =>
  fc.tuple(rest, fc.constantFrom('', 'using ', 'got "', '=')).map(
    ([secret, before]): Planted => ({
      text: `${before}${prefix}${secret}${before.endsWith('"') ? '"' : ''}`,
      secret: prefix + secret,
    }),
  );
const within = (before: string, secret: fc.Arbitrary<string>, after = '') =>
  secret.map((text): Planted => ({ text: `${before}${text}${after}`, secret: text }));

const keyBody = fc.array(base64(64), { minLength: 2, maxLength: 5 });

/** One of each kind of secret that masking knows. */
export const PLANTED: Readonly<Record<string, fc.Arbitrary<Planted>>> = {
  'an AWS access key': alone('AKIA', upper(16)),
  'an AWS session key': alone('ASIA', upper(16)),
  'an AWS secret key by its name': within('AWS_SECRET_ACCESS_KEY=', base64(40)),
  'an AWS secret key in JSON': within('"SecretAccessKey": "', base64(40), '",'),
  'an AWS session token': within('export AWS_SESSION_TOKEN=IQoJb3JpZ2luX2Vj', base64(300)),
  'a GitHub token': alone('ghp_', alnum(36)),
  'a GitHub app token': alone('ghs_', alnum(36)),
  'a fine-grained GitHub token': alone('github_pat_', alnum(60)),
  'a GitLab token': alone('glpat-', alnum(20)),
  'a Slack bot token': alone('xoxb-', alnum(40)),
  'a Slack app token': alone('xapp-1-', alnum(40)),
  'a Slack webhook': within('https://hooks.slack.com/services/', alnum(30)),
  'an npm token': alone('npm_', alnum(36)),
  'a token in .npmrc': within('//registry.npmjs.org/:_authToken=', random(36)),
  'a Stripe key': alone('sk_live_', alnum(24)),
  'a Google key': alone('AIza', alnum(35)),
  'a Google client secret': alone('GOCSPX-', alnum(28)),
  'a SendGrid key': alone(
    'SG.',
    alnum(22).map((text) => `${text}.${text}`),
  ),
  'a Vault token': alone('hvs.', alnum(24)),
  'a DigitalOcean token': alone('dop_v1_', hex(64)),
  'a PyPI token': alone('pypi-', alnum(60)),
  'a Docker token': alone('dckr_pat_', alnum(27)),
  'a model key': alone('sk-ant-', alnum(40)),
  'a JSON Web Token': fc
    .tuple(alnum(20), alnum(40), alnum(43))
    .map(([head, body, sign]) => ({ text: `jwt eyJ${head}.eyJ${body}.${sign}`, secret: `${body}.${sign}` })),
  'a private key': keyBody.map((lines) => ({
    text: `-----BEGIN RSA PRIVATE KEY-----\n${lines.join('\n')}\n-----END RSA PRIVATE KEY-----`,
    secret: lines[0] ?? '',
  })),
  'an OpenSSH key on one line': keyBody.map((lines) => ({
    text: `KEY="-----BEGIN OPENSSH PRIVATE KEY-----\\n${lines.join('\\n')}\\n-----END OPENSSH PRIVATE KEY-----"`,
    secret: lines[1] ?? '',
  })),
  'a password in an address': within('postgres://app:', random(12), '@db.internal:5432/shop'),
  'a password with an @ in an address': within('amqp://app:p@', random(12), '@mq:5671'),
  'a token in an address': within('https://', random(40), '@github.com/acme/shop.git'),
  'a bearer token': within('Authorization: Bearer ', random(32)),
  'a basic header': within('authorization: Basic ', base64(24)),
  'a bearer token alone': within('> bearer ', random(24)),
  'a cookie': within('Set-Cookie: sid=', random(32), '; HttpOnly'),
  'a password by its name': within('DB_PASSWORD=', random(10)),
  'a password in YAML': within('  password: ', random(10)),
  'a password in JSON': within('{"password": "', random(10), '", "user": "app"}'),
  'a token by its name': within('API_TOKEN=', random(20)),
  'a token in YAML': within('  apiKey: ', random(24)),
  'a token in a query': within('GET /hook?a=1&token=', random(24), '&b=2'),
  'a signature in a query': within(
    'https://b.s3.amazonaws.com/k?X-Amz-Signature=',
    hex(64).filter((text) => /\d/.test(text) && /[a-f]/.test(text)),
    '&x=1',
  ),
  'a secret in XML': within('<password>', random(16), '</password>'),
  'a password as a flag': within('mysql --user app --password ', random(12)),
  'a password for curl': within('curl -u app:', random(12), ' https://host'),
  'a password for docker': within('docker login -u app -p ', random(16), ' host'),
  'a password in .netrc': within('machine host login app password ', random(12)),
  'an account key': within('DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=', base64(86), '=='),
};

/** What a person needs to look into a failure. */
export const READABLE = [
  'commit 3f2c91e88d10b4a7d2c5b6e90f1a2b3c4d5e6f7a',
  'HEAD is now at 3f2c91e Fix the cart total',
  'execution 4b1e07c2-1d3a-4f6b-9a57-0b8c1d2e3f40',
  'arn:aws:iam::123456789012:role/signalbox-read',
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
  'arn:aws:sts::123456789012:assumed-role/AROAEXAMPLEROLEID123/build',
  'SECRET_ARN=arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'shop-web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'integrity sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
  'md5 d41d8cd98f00b204e9800998ecf8427e',
  'build shop-web:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  'd-ABC123XYZ failed in i-0abcd1234ef567890',
  'at Object.<anonymous> (/codebuild/output/src123456789/src/test/cart.test.ts:12:34)',
  'AssertionError: expected 41.9 to be 37.0',
  "error TS2322: Type 'string' is not assignable to type 'number'.",
  'TOKEN=$GITHUB_TOKEN npm publish',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  'password=${DB_PASSWORD}',
  'SECRET_MOUNT=/var/run/secrets/kubernetes.io/serviceaccount',
  'Missing required environment variable API_TOKEN',
  "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  'User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::shop/key"',
  'token_type=bearer',
  'keepalive=30000 cacheKey=linux-node20-3f2c91e88d10b4a7',
  'http://127.0.0.1:3000/@vite/client',
  'git@github.com:acme/shop.git',
  'ssh://git@github.com/acme/shop.git',
  'npm ERR! code ERESOLVE',
  'The password is wrong',
  'Invalid token: expired',
] as const;
