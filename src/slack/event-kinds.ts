/** The kinds of events that lead to something; infra/slack-manifest.yml subscribes to these. */
export const EVENTS = ['app_home_opened', 'link_shared'] as const;
