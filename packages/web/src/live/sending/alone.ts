/**
 * Runs the work while no other page of this browser runs work of the same name. Pages that are not served over https
 * or from this machine have no locks; there it is run as it is.
 */
export async function alone(name: string, work: () => Promise<void>, signal?: AbortSignal): Promise<void> {
  if (!('locks' in navigator)) return work();
  await navigator.locks.request(`capstan.${name}`, signal === undefined ? {} : { signal }, work);
}
