/** Where the documents of a user lie. Null is the one user of a server without users. */
export function userScope(userId: string | null): string {
  return userId === null ? 'user' : `user/${userId}`;
}
