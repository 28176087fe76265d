import type { AppManifest } from '../../src/sandbox/ports.ts';

/** An app that uses everything that the workspace can offer to people. */
export const APP_MANIFEST: AppManifest = {
  commands: [{ command: '/pipeline', description: 'See and run pipelines', usageHint: 'status | start | help' }],
  shortcuts: [
    { name: 'Start a pipeline…', callbackId: 'start', description: 'Choose one and start it', type: 'global' },
    { name: 'Pipeline actions…', callbackId: 'open', description: 'What can be done about it', type: 'message' },
  ],
  unfurlDomains: ['console.aws.amazon.com'],
  homeTab: true,
  loadsOptions: true,
  events: ['app_home_opened', 'link_shared'],
  scopes: ['commands', 'chat:write', 'users:read'],
};
