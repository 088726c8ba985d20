import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { ProviderInput } from '../registry/provider.ts';
import type { SdkDialect } from '../wire/sdk/sdk-dialect.ts';
import { SdkModel } from '../wire/sdk/sdk-model.ts';

/** Opens a model of a provider package. The import has begun when this returns; the first call waits for it. */
export function openSdkModel(
  input: ProviderInput,
  dialect: SdkDialect,
  load: () => Promise<LanguageModelV4>,
): SdkModel {
  const model = load();
  // The first call reports a failure to load; until then it must not count as unhandled.
  model.catch(() => undefined);
  const cached = input.settings.promptCache !== false;
  return new SdkModel({
    model,
    dialect: cached ? dialect : { ...dialect, cacheMark: undefined },
    vision: input.capabilities.vision,
    errors: input.errors,
  });
}
