import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import {
  confirmationState,
  jsonObjectOrEmpty,
  minusOne,
  no,
  securityRisk,
  text,
  textList,
  textOrEmpty,
} from './field.ts';
import { lazy } from './lazy.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Opens a page. */
export const browseKind = defineAction('browse', () => ({
  url: text(),
  thought: textOrEmpty(),
  security_risk: securityRisk(),
  return_axtree: no(),
  confirmation_state: confirmationState(),
}));

/** Acts on the open page; `browser_actions` is code in the BrowserGym vocabulary. */
export const browseInteractiveKind = defineAction('browse_interactive', () => ({
  browser_actions: text(),
  thought: textOrEmpty(),
  browsergym_send_msg_to_user: textOrEmpty(),
  security_risk: securityRisk(),
  return_axtree: no(),
  confirmation_state: confirmationState(),
}));

export const BROWSE_TRIGGERS = ['browse', 'browse_interactive'] as const;
export type BrowseTrigger = (typeof BROWSE_TRIGGERS)[number];

const nullableText = lazy(() => z._default(z.nullable(text()), ''));

/** What the page looks like after either browse action. `screenshot` and `set_of_marks` are `data:` URLs. */
export const browserOutputKind = defineObservation('browse', () => ({
  url: text(),
  trigger_by_action: z.enum(BROWSE_TRIGGERS),
  screenshot: nullableText(),
  screenshot_path: z._default(z.nullable(text()), null),
  set_of_marks: nullableText(),
  error: no(),
  goal_image_urls: textList(),
  open_pages_urls: textList(),
  active_page_index: minusOne(),
  dom_object: jsonObjectOrEmpty(),
  axtree_object: jsonObjectOrEmpty(),
  extra_element_properties: jsonObjectOrEmpty(),
  last_browser_action: textOrEmpty(),
  last_browser_action_error: textOrEmpty(),
  focused_element_bid: nullableText(),
  filter_visible_only: no(),
}));

export type BrowseAction = ActionOfKind<typeof browseKind>;
export type BrowseInteractiveAction = ActionOfKind<typeof browseInteractiveKind>;
export type BrowserObservation = ObservationOfKind<typeof browserOutputKind>;

export const browseAction = browseKind.draft;
export const browseInteractiveAction = browseInteractiveKind.draft;
export const browserObservation = browserOutputKind.draft;
