/** The outcome of the promise, or a failure that names what did not come within so many milliseconds. */
export async function bounded<T>(promise: Promise<T>, what: string, milliseconds = 5_000): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} did not come`)), milliseconds);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
