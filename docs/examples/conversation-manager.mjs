/**
 * A conversation manager of an application: begins nothing while the office is closed, and leaves everything else to
 * Capstan's own manager. To be named in `capstan.toml`, relative to it,
 *
 *     [extensions]
 *     conversation_manager_class = "./conversation-manager.mjs"
 *
 * or in the environment variable CONVERSATION_MANAGER_CLASS.
 *
 * The factory is called with what the server stands on (config, storage, settings, secrets, log and so on), with a
 * function that makes Capstan's own manager, and with the class of errors that clients are told of. It gives back an
 * object with the methods of `ConversationManager` (packages/server/src/conversation/conversation-manager.ts).
 */
export default function officeHours({ log }, standard, { CapstanError }) {
  const own = standard();
  return {
    enter: () => own.enter(),
    exit: () => own.exit(),

    maybeStartAgentLoop: async (conversationId, request) => {
      refuseWhenClosed(conversationId);
      return own.maybeStartAgentLoop(conversationId, request);
    },
    joinConversation: async (conversationId, connectionId, request) => {
      if (!(await own.isAgentLoopRunning(conversationId))) refuseWhenClosed(conversationId);
      return own.joinConversation(conversationId, connectionId, request);
    },
    sendEventToConversation: async (conversationId, data) => {
      if (!(await own.isAgentLoopRunning(conversationId))) refuseWhenClosed(conversationId);
      return own.sendEventToConversation(conversationId, data);
    },

    attachToConversation: (conversationId, userId) => own.attachToConversation(conversationId, userId),
    detachFromConversation: (conversation) => own.detachFromConversation(conversation),
    disconnectFromSession: (connectionId) => own.disconnectFromSession(connectionId),
    isAgentLoopRunning: (conversationId) => own.isAgentLoopRunning(conversationId),
    getRunningAgentLoops: (filter) => own.getRunningAgentLoops(filter),
    getConnections: (filter) => own.getConnections(filter),
    getAgentLoopInfo: (filter) => own.getAgentLoopInfo(filter),
    getAgentSession: (conversationId) => own.getAgentSession(conversationId),
    sendToEventStream: (connectionId, data) => own.sendToEventStream(connectionId, data),
    closeSession: (conversationId) => own.closeSession(conversationId),
    deleteConversation: (conversationId) => own.deleteConversation(conversationId),
    feed: (conversationId) => own.feed(conversationId),
    tellTitle: (conversationId, title) => own.tellTitle(conversationId, title),
    requestLlmCompletion: (conversationId, serviceId, messages, signal) =>
      own.requestLlmCompletion(conversationId, serviceId, messages, signal),
  };

  /** The code is one of the table in packages/protocol/src/error/error-code.ts, which gives the HTTP status. */
  function refuseWhenClosed(conversationId) {
    if (process.env.OFFICE_CLOSED !== 'yes') return;
    log.info({ conversationId }, 'Not started: the office is closed');
    throw new CapstanError('not_ready', 'The office is closed', { remedy: 'Come back in the morning.' });
  }
}
