import type { ReactNode } from 'react';
import { AgentField } from './agent-field.tsx';
import { ModelSetup } from './model-setup.tsx';
import { SectionHead } from '../section-head.tsx';

/** Which model works, and how it is reached. */
export function ModelsSection(): ReactNode {
  return (
    <>
      <SectionHead title="Models">
        The model that reads the task and decides what to do. A conversation keeps the one that it began with.
      </SectionHead>
      <ModelSetup />
      <AgentField />
    </>
  );
}
