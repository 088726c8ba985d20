import { setting, type Alias } from './setting.ts';
import * as kind from './value-kind.ts';

/** OpenHands names its own manager by a Python class; ours takes its place. */
const conversationManager: Alias = {
  name: 'CONVERSATION_MANAGER_CLASS',
  as: (raw) =>
    typeof raw === 'string' && /^openhands[.].*[.]StandaloneConversationManager$/.test(raw) ? 'none' : raw,
};

export const extensionsSettings = {
  conversationManager: setting({
    name: 'extensions.conversation_manager_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    variables: [conversationManager],
    help: 'module that runs conversations instead of this process',
  }),
  userAuth: setting({
    name: 'extensions.user_auth_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    help: 'module that tells who somebody is',
  }),
  settingsStore: setting({
    name: 'extensions.settings_store_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    help: 'module that keeps the settings of users',
  }),
  secretsStore: setting({
    name: 'extensions.secret_store_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    help: 'module that keeps the secrets of users',
  }),
  conversationStore: setting({
    name: 'extensions.conversation_store_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    help: 'module that keeps the records of conversations',
  }),
  fileStore: setting({
    name: 'extensions.file_store_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    help: 'module that keeps logs, documents and leases, in place of the database file',
  }),
  monitoring: setting({
    name: 'extensions.monitoring_listener_class',
    kind: kind.orNone(kind.moduleName),
    default: null,
    help: 'module that hears what happens',
  }),
};
