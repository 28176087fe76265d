import type { SlackWorkspace } from '../ports.ts';
import { type Control, control } from './doors.ts';
import * as inputs from './inputs.ts';

/** What people do in Slack, and what its administrators do to them. */
export function slackControls(slack: SlackWorkspace): Record<string, Control> {
  return {
    command: control(inputs.Command, (input) => slack.command(input)),
    click: control(inputs.Click, (input) => slack.click(input)),
    submit: control(inputs.Submit, (input) => slack.submit(input)),
    shortcut: control(inputs.Shortcut, (input) => slack.shortcut(input)),
    home: control(inputs.Home, (input) => slack.openHome(input)),
    options: control(inputs.Options, (input) => slack.options(input)),
    message: control(inputs.Message, (input) => slack.say(input)),
    upload: control(inputs.Upload, ({ content, encoding, ...file }) => {
      return { ok: true, file: slack.upload({ ...file, bytes: Buffer.from(content, encoding) }) };
    }),
    close: control(inputs.Close, (input) => slack.closeView(input)),
    people: control(inputs.PersonChange, (change) => ({ ok: true, person: slack.changePerson(change) })),
    usergroups: control(inputs.UserGroupChange, (change) => ({ ok: true, usergroup: slack.changeUserGroup(change) })),
  };
}
