import { story } from '../../stories/story.ts';
import { NotificationsSection } from './notifications-section.tsx';

export const notifications = story('Settings: notifications', { live: () => <NotificationsSection /> });
