import type { ReactNode } from 'react';

export interface SettingsProps {
  /** Name of the section in the address. */
  section: string;
}

/** What a person sets, in sections. */
export function Settings({ section }: SettingsProps): ReactNode {
  return <h1 className="p-6 text-xl text-strong">Settings: {section}</h1>;
}
