import { apiTest } from './api-test.ts';
import { authTest } from './auth-test.ts';
import { blocksValidate } from './blocks-validate.ts';
import { botsInfo } from './bots-info.ts';
import { chatDelete } from './chat-delete.ts';
import { chatGetPermalink } from './chat-get-permalink.ts';
import { chatPostEphemeral } from './chat-post-ephemeral.ts';
import { chatPostMessage } from './chat-post-message.ts';
import { chatUnfurl } from './chat-unfurl.ts';
import { chatUpdate } from './chat-update.ts';
import {
  conversationsArchive,
  conversationsInfo,
  conversationsJoin,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
  conversationsUnarchive,
} from './conversations.ts';
import { conversationsHistory, conversationsReplies } from './conversations-history.ts';
import { filesCompleteUploadExternal, filesGetUploadURLExternal, filesInfo } from './files.ts';
import type { Method } from './method.ts';
import { reactionsAdd, reactionsRemove } from './reactions.ts';
import { usergroupsList, usergroupsUsersList } from './usergroups.ts';
import { usersInfo, usersList, usersLookupByEmail } from './users.ts';
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './views.ts';

/** The methods of the Web API that the workspace knows. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    'api.test': apiTest,
    'auth.test': authTest,
    'blocks.validate': blocksValidate,
    'bots.info': botsInfo,
    'chat.delete': chatDelete,
    'chat.getPermalink': chatGetPermalink,
    'chat.postEphemeral': chatPostEphemeral,
    'chat.postMessage': chatPostMessage,
    'chat.unfurl': chatUnfurl,
    'chat.update': chatUpdate,
    'conversations.archive': conversationsArchive,
    'conversations.history': conversationsHistory,
    'conversations.info': conversationsInfo,
    'conversations.join': conversationsJoin,
    'conversations.list': conversationsList,
    'conversations.members': conversationsMembers,
    'conversations.open': conversationsOpen,
    'conversations.replies': conversationsReplies,
    'conversations.unarchive': conversationsUnarchive,
    'files.completeUploadExternal': filesCompleteUploadExternal,
    'files.getUploadURLExternal': filesGetUploadURLExternal,
    'files.info': filesInfo,
    'reactions.add': reactionsAdd,
    'reactions.remove': reactionsRemove,
    'usergroups.list': usergroupsList,
    'usergroups.users.list': usergroupsUsersList,
    'users.info': usersInfo,
    'users.list': usersList,
    'users.lookupByEmail': usersLookupByEmail,
    'views.open': viewsOpen,
    'views.publish': viewsPublish,
    'views.push': viewsPush,
    'views.update': viewsUpdate,
  }),
);

/** These two need no token. */
export const OPEN_METHODS: ReadonlySet<string> = new Set(['api.test', 'blocks.validate']);
