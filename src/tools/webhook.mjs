// npm run webhook -- put FILE.json | delete NAME | register NAME | deregister NAME: what starts pipelines from outside, in the account of
// the credentials and the region of AWS_REGION. FILE.json is the `webhook` of PutWebhook; what it holds is not printed.
import { readFile } from 'node:fs/promises';
import {
  CodePipelineClient,
  DeleteWebhookCommand,
  DeregisterWebhookWithThirdPartyCommand,
  PutWebhookCommand,
  RegisterWebhookWithThirdPartyCommand,
} from '@aws-sdk/client-codepipeline';

const COMMANDS = {
  put: async (file) => new PutWebhookCommand({ webhook: JSON.parse(await readFile(file, 'utf8')) }),
  delete: async (name) => new DeleteWebhookCommand({ name }),
  register: async (webhookName) => new RegisterWebhookWithThirdPartyCommand({ webhookName }),
  deregister: async (webhookName) => new DeregisterWebhookWithThirdPartyCommand({ webhookName }),
};

const [verb = '', what] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, verb) || what === undefined) {
  console.error('npm run webhook -- put FILE.json | delete NAME | register NAME | deregister NAME');
  process.exit(2);
}

try {
  const { webhook } = await new CodePipelineClient({}).send(await COMMANDS[verb](what));
  console.log(webhook ? `${webhook.definition?.name} answers at ${webhook.url}` : `${verb}: done`);
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exit(1);
}
