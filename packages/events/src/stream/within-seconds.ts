/** Waits for the promise, but no longer than that. Whether it has settled in time. */
export async function withinSeconds(promise: Promise<void>, seconds: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), seconds * 1000);
  try {
    return await Promise.race([promise.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
