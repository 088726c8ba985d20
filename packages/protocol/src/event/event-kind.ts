import { agentStateChangedKind, changeAgentStateKind } from './agent-state.ts';
import { browseInteractiveKind, browseKind, browserOutputKind } from './browse.ts';
import { condensationKind, condensationRequestKind, condenseKind } from './condensation.ts';
import { delegateKind, delegateResultKind } from './delegate.ts';
import { downloadKind } from './download.ts';
import { errorKind } from './error.ts';
import { editKind, fileEditKind } from './file-edit.ts';
import { fileReadKind, readKind } from './file-read.ts';
import { fileWriteKind, writeKind } from './file-write.ts';
import { finishKind } from './finish.ts';
import { ipythonKind, ipythonResultKind } from './ipython.ts';
import { loopDetectionKind, loopRecoveryKind } from './loop-recovery.ts';
import { mcpKind, mcpResultKind } from './mcp.ts';
import { messageKind } from './message.ts';
import { nullActionKind, nullObservationKind } from './null.ts';
import { recallKind, recallResultKind } from './recall.ts';
import { rejectKind } from './reject.ts';
import { commandKind, runKind } from './run.ts';
import { successKind } from './success.ts';
import { systemKind } from './system.ts';
import { taskTrackingKind, taskTrackingResultKind } from './task-tracking.ts';
import { thinkKind, thinkResultKind } from './think.ts';
import { userRejectedKind } from './user-rejected.ts';

/** Every kind of action, by its name on the wire. */
export const ACTION_KINDS = {
  message: messageKind,
  system: systemKind,
  run: runKind,
  run_ipython: ipythonKind,
  read: readKind,
  write: writeKind,
  edit: editKind,
  browse: browseKind,
  browse_interactive: browseInteractiveKind,
  call_tool_mcp: mcpKind,
  delegate: delegateKind,
  think: thinkKind,
  finish: finishKind,
  reject: rejectKind,
  recall: recallKind,
  change_agent_state: changeAgentStateKind,
  condensation: condensationKind,
  condensation_request: condensationRequestKind,
  task_tracking: taskTrackingKind,
  loop_recovery: loopRecoveryKind,
  null: nullActionKind,
} as const;

/** Every kind of observation, by its name on the wire. */
export const OBSERVATION_KINDS = {
  run: commandKind,
  run_ipython: ipythonResultKind,
  read: fileReadKind,
  write: fileWriteKind,
  edit: fileEditKind,
  browse: browserOutputKind,
  mcp: mcpResultKind,
  delegate: delegateResultKind,
  agent_state_changed: agentStateChangedKind,
  recall: recallResultKind,
  think: thinkResultKind,
  error: errorKind,
  user_rejected: userRejectedKind,
  success: successKind,
  condense: condenseKind,
  download: downloadKind,
  task_tracking: taskTrackingResultKind,
  loop_detection: loopDetectionKind,
  null: nullObservationKind,
} as const;

export type ActionName = keyof typeof ACTION_KINDS;
export type ObservationName = keyof typeof OBSERVATION_KINDS;

export const isActionName = (name: unknown): name is ActionName =>
  typeof name === 'string' && Object.hasOwn(ACTION_KINDS, name);
export const isObservationName = (name: unknown): name is ObservationName =>
  typeof name === 'string' && Object.hasOwn(OBSERVATION_KINDS, name);
