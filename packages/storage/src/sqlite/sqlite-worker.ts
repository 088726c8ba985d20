import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Command, HostMessage, WorkerMessage } from './command.ts';
import type { DatabaseOptions } from './database.ts';
import { faultOf } from './fault.ts';
import { SqliteLog } from './sqlite-log.ts';

/** Commands beyond this wait for the next commit, so that the first ones do not wait for too long. */
const LARGEST_GROUP_BYTES = 8 * 1024 * 1024;

serve(workerData);

/** Entry of the storage thread: a separate entry for a bundler, and free of every package import. */
function serve(options: DatabaseOptions): void {
  const port = parentPort;
  if (port === null) throw new Error('This file is the entry of a worker thread');
  const send = (message: WorkerMessage): void => port.postMessage(message);

  let log: SqliteLog;
  try {
    log = new SqliteLog(options);
  } catch (error) {
    send(faultOf(error, options.file));
    port.close();
    return;
  }
  send('opened');

  port.on('message', (first: HostMessage) => {
    let next: HostMessage | undefined = first;
    while (next !== undefined) {
      const group: Command[] = [];
      let bytes = 0;
      while (next !== undefined && next !== 'close' && bytes < LARGEST_GROUP_BYTES) {
        for (const command of next) {
          bytes += command.bytes;
          group.push(command);
        }
        next = receiveMessageOnPort(port)?.message;
      }
      if (group.length > 0) send(log.execute(group));
      if (next === 'close') {
        log.close();
        port.close();
        return;
      }
      log.checkpoint(next === undefined);
    }
  });
}
