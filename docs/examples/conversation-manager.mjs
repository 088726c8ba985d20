/**
 * A conversation manager of an application: starts nothing at night. Everything else is left to Capstan's own
 * manager. To be named as `conversation_manager_class = "./conversation-manager.mjs"` in the section `[extensions]`
 * of `capstan.toml`, or in the environment variable CONVERSATION_MANAGER_CLASS.
 *
 * The factory is called with what the server stands on (configuration, storage, settings, secrets, log) and with a
 * function that makes Capstan's own manager. It gives back an object with the methods of `ConversationManager`.
 */
export default function nightlyManager({ log }, standard) {
  const manager = standard();
  const isNight = () => process.env.OFFICE_CLOSED === 'yes';
  return new Proxy(manager, {
    get(target, method) {
      const own = target[method];
      if (method !== 'maybeStartAgentLoop') return own.bind(target);
      return async (conversationId, request) => {
        if (isNight()) {
          log.info({ conversationId }, 'Not started: the office is closed');
          throw Object.assign(new Error('The office is closed: come back in the morning'), {});
        }
        return own.call(target, conversationId, request);
      };
    },
  });
}
