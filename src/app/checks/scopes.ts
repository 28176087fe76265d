interface Scope {
  /** nothing works without it */
  readonly essential?: true;
  /** what goes wrong without it, as the rest of a sentence */
  readonly without: string;
}

/** What the Slack app asks for in infra/slack-manifest.yml; a test holds the two together. */
export const SCOPES: Readonly<Record<string, Scope>> = {
  commands: { essential: true, without: '/pipeline does not exist' },
  'chat:write': { essential: true, without: 'no message can be posted' },
  'users:read': { essential: true, without: 'nobody can be told from a guest, so nobody may act' },
  'users:read.email': { without: 'nobody is known by the e-mail address of a commit' },
  'usergroups:read': { without: 'nobody counts as a member of a user group' },
  'files:write': { without: '/pipeline audit sends no file' },
  'files:read': { without: 'no definition can be put as a file into the form of /pipeline edit' },
  'im:write': { without: 'nobody gets a direct message' },
  'channels:read': { without: 'it is not known which public channels are shared, archived or without the app' },
  'groups:read': { without: 'it is not known which private channels are shared, archived or without the app' },
  'channels:history': { without: 'a message whose answer got lost may stay twice in a public channel' },
  'links:read': { without: 'links to the console that people post are not heard of' },
  'links:write': { without: 'nothing is told beneath a link to the console' },
  'groups:history': { without: 'a message whose answer got lost may stay twice in a private channel' },
  'im:history': { without: 'a message whose answer got lost may stay twice in direct messages' },
};
