import type { ComponentType } from 'react';
import { AppearanceSection } from './appearance/appearance-section.tsx';
import { ConfirmationSection } from './confirmation/confirmation-section.tsx';
import { GitSection } from './git/git-section.tsx';
import { LimitsSection } from './limits/limits-section.tsx';
import { McpSection } from './mcp/mcp-section.tsx';
import { ModelsSection } from './models/models-section.tsx';
import { NotificationsSection } from './notifications/notifications-section.tsx';
import { SecretsSection } from './secrets/secrets-section.tsx';
import type { SectionId } from './sections.ts';
import { SkillsSection } from './skills/skills-section.tsx';

/** What each section shows. */
export const SECTION_CONTENT: Readonly<Record<SectionId, ComponentType>> = {
  models: ModelsSection,
  limits: LimitsSection,
  confirmation: ConfirmationSection,
  mcp: McpSection,
  secrets: SecretsSection,
  git: GitSection,
  skills: SkillsSection,
  appearance: AppearanceSection,
  notifications: NotificationsSection,
};
