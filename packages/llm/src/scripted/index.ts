export type { ProtocolName, Problem } from './prompt/prompt.ts';
export type { PromptView } from './prompt/prompt-view.ts';
export type { Fault, FaultInput } from './script/fault.ts';
export { parseScript } from './script/parse-script.ts';
export type { Script, ScriptInput } from './script/script.ts';
export { script, turn } from './script/script-builder.ts';
export type { TurnInput } from './script/turn.ts';
export type { RecordedRequest } from './server/request-log.ts';
export {
  type ScriptedModel,
  type ScriptedModelOptions,
  startScriptedModel,
} from './server/scripted-model.ts';
