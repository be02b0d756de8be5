/** Keys by name, held outside every stream, log and ledger. A key is 32 random bytes, made once. */
export interface Secrets {
  key(name: string): Promise<Uint8Array>
  /** Door keys: returns the plain key once, keeps its SHA-256. A new one replaces the old. */
  issueDoorKey(sourceId: string): Promise<string>
  /** The source a door key belongs to, or null; constant time in the number of its characters. */
  doorKeyOwner(key: string): Promise<string | null>
}
