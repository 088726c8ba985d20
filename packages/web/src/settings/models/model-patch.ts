import type { LocalModelServer } from '../../api/models.ts';
import type { Settings, SettingsPatch } from '../../api/settings.ts';
import { isLocal } from './model-options.ts';

/**
 * What a model that is chosen changes: a model of this machine brings the address where it answers, and another one does
 * not inherit that. An address that somebody typed stays.
 */
export function modelPatch(
  model: string | null,
  { llm_model: before, llm_base_url: url }: Pick<Settings, 'llm_model' | 'llm_base_url'>,
  local: readonly LocalModelServer[],
): SettingsPatch {
  const server = local.find(({ models }) => models.some(({ id }) => id === model));
  if (server !== undefined) return { llm_model: model, llm_base_url: server.base_url };
  const ofMachine = (before !== null && isLocal(before)) || local.some(({ base_url: own }) => own === url);
  const leaves = model === null || !isLocal(model);
  return url !== null && ofMachine && leaves
    ? { llm_model: model, llm_base_url: null }
    : { llm_model: model };
}
