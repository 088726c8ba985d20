import {
  AgentController,
  createCodeActAgent,
  DEFAULT_CONTROLLER_CONFIG,
  type Clock,
  type ControllerConfig,
  type FoldSnapshots,
} from '@capstan/agent';
import { EventStream, type EventStorage } from '@capstan/events';
import type { Model, Runtime } from '@capstan/protocol';

export interface BegunController {
  stream: EventStream;
  controller: AgentController;
  /** Milliseconds of each wait for a rate-limited model. */
  waits: number[];
}

export interface ControllerParts {
  model: Model;
  runtime: Runtime;
  storage: EventStorage;
  config?: Partial<ControllerConfig>;
  snapshots?: FoldSnapshots | undefined;
}

/** A controller at work on a real stream of a new or a kept log. Time passes only when somebody waits. */
export async function beginController(parts: ControllerParts): Promise<BegunController> {
  const { model, runtime, storage, config = {}, snapshots } = parts;
  const stream = await EventStream.open(await storage.open('conversation', { create: true }));
  const surroundings = {
    workspaceRoot: '/workspace',
    place: 'sandbox',
    network: 'on',
    date: '2026-01-01',
  } as const;
  const waits: number[] = [];
  let passed = 0;
  const clock: Clock = {
    now: () => Date.UTC(2026, 0, 1) + passed,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      passed += milliseconds;
      return Promise.resolve();
    },
  };
  const controller = await AgentController.open({
    stream,
    agent: createCodeActAgent({ model, surroundings }),
    runtime,
    config: { ...DEFAULT_CONTROLLER_CONFIG, ...config },
    clock,
    ...(snapshots === undefined ? {} : { snapshots }),
  });
  controller.introduce();
  controller.start();
  return { stream, controller, waits };
}
