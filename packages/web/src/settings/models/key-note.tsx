import { useState, type ReactNode } from 'react';
import { isLocal, providerOf } from './model-options.ts';

/** Says that the key is still the one of the provider before, once another provider was chosen here. */
export function KeyNote({ model, isSet }: { model: string; isSet: boolean }): ReactNode {
  const [first] = useState(() => providerOf(model));
  const now = providerOf(model);
  if (!isSet || first === '' || now === first || isLocal(model)) return null;
  return (
    <p role="status" className="text-xs text-pretty text-amber-text">
      {`The key that is set was there for ${first}. Replace it if it is none of ${now}.`}
    </p>
  );
}
