import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

export const conversationsSettings = {
  maxConcurrent: setting({
    name: 'core.max_concurrent_conversations',
    kind: kind.wholeNumber(1),
    default: 3,
    variables: ['MAX_CONCURRENT_CONVERSATIONS'],
    flag: '--max-concurrent',
    help: 'conversations of a user that run at once; more wait',
  }),
  maxAgeSeconds: setting({
    name: 'core.conversation_max_age_seconds',
    kind: kind.orNone(kind.wholeNumber(1)),
    default: null,
    variables: ['CONVERSATION_MAX_AGE_SECONDS'],
    help: 'age after which a conversation is not listed',
  }),
  closeDelaySeconds: setting({
    name: 'sandbox.close_delay',
    kind: kind.wholeNumber(0),
    default: 3_600,
    variables: ['SANDBOX_CLOSE_DELAY'],
    help: 'seconds without client and work after which a conversation is closed; 0 for never',
  }),
  resumeOnStart: setting({
    name: 'server.resume_on_start',
    kind: kind.truth,
    default: true,
    help: 'whether conversations that were running when the server ended go on when it starts',
  }),
  titles: setting({
    name: 'server.titles',
    kind: kind.choice('model', 'message'),
    default: 'model',
    help: 'who names a conversation: the model that it runs with, or the first words of its first message',
  }),
  allowSetId: setting({
    name: 'server.allow_set_conversation_id',
    kind: kind.truth,
    default: false,
    variables: ['ALLOW_SET_CONVERSATION_ID'],
    help: 'whether a client may choose the id of a conversation',
  }),
};
