import { randomBytes } from 'node:crypto';
import type { Stack } from './aws/stack.ts';
import { PARTNER_CLIENT_ID, PARTNER_CLIENT_TOKEN } from './codepipeline/choices.ts';
import { APP, BOT_TOKEN, SIGNING_SECRET, TEAM } from './people.ts';

/** The sandbox's values of what an installation sets: which workspace, which app, which policy. */
export const installationSettings = (
  slackOrigin: string,
  files: { policy: string; questions: string },
  logLevel: string,
): Record<string, string> => ({
  SLACK_TEAM_ID: TEAM.id,
  SLACK_APP_ID: APP.appId,
  SLACK_BOT_ID: APP.botId,
  SLACK_BOT_USER_ID: APP.botUserId,
  SLACK_API_URL: `${slackOrigin}/api/`,
  POLICY_FILE: files.policy,
  QUESTIONS_FILE: files.questions,
  LOG_LEVEL: logLevel,
});

/** The SecureStrings that the functions name, with the sandbox's secrets in them, whatever a stage calls them. The key
 * that seals operations is new with every start. */
export function installationSecrets({ functions }: Pick<Stack, 'functions'>): Record<string, string> {
  const secrets: Record<string, string> = {
    SLACK_BOT_TOKEN_PARAMETER: BOT_TOKEN,
    SLACK_SIGNING_SECRET_PARAMETER: SIGNING_SECRET,
    OPERATION_KEY_PARAMETER: randomBytes(32).toString('base64'),
  };
  const variables = functions.flatMap(({ environment }) => Object.entries(environment));
  return Object.fromEntries(
    variables.flatMap(([variable, name]) => {
      if (variable === 'PARTNER_TOKENS') return [[`${name}${PARTNER_CLIENT_ID}`, PARTNER_CLIENT_TOKEN]];
      const secret = secrets[variable];
      return secret === undefined ? [] : [[name, secret]];
    }),
  );
}
