export { demoModel } from './demo-model.ts';
export { makeDemoRepository } from './demo-repository.ts';
export { DEMO_MODEL, DEMO_TASK } from './demo-turns.ts';
