export type * from './entry.ts';
export type * from './screen-state.ts';
export type * from './screen.ts';
export type * from './task-item.ts';
